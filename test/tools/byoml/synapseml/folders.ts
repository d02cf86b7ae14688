import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type WrittenColumn, writeColumns } from '../../../../tools/byoml/parquet/writeColumns';
import { frameFolders } from '../../../../tools/byoml/synapseml/frames';

/** Columns of each frame, by name. */
export type FrameColumns = Record<keyof typeof frameFolders, WrittenColumn[]>;

const text = (name: string, ...data: (string | null)[]): WrittenColumn => ({ name, type: 'string', data });
const flag = (name: string, ...data: boolean[]): WrittenColumn => ({ name, type: 'boolean', data });

/** Frames of a small model, as SynapseML would save them: two users and two resources in two components. */
export function smallFrames(): FrameColumns {
  return {
    metadata: [
      text('tenant_col', 'tenant'),
      text('user_col', 'user'),
      text('user_vec_col', 'user_vector'),
      text('res_col', 'res'),
      text('res_vec_col', 'res_vector'),
      text('output_col', 'anomaly_score'),
      flag('has_history_access_df', true),
      flag('has_user2component_mappings_df', true),
      flag('has_res2component_mappings_df', true),
      flag('has_user_feature_vector_mapping_df', true),
      flag('has_res_feature_vector_mapping_df', true),
    ],
    history: [text('tenant', '0', '0'), text('user', 'ann', 'roy'), text('res', 'res1', 'res2')],
    userComponents: [
      text('tenant', '0', '0'),
      text('user', 'ann', 'roy'),
      { name: 'component', type: 'long', data: [0n, 1n] },
    ],
    resourceComponents: [
      text('tenant', '0', '0'),
      text('res', 'res1', 'res2'),
      { name: 'component', type: 'long', data: [0n, 1n] },
    ],
    users: [
      text('tenant', '0', '0'),
      {
        name: 'user_vector',
        type: 'array<double>',
        data: [
          [-0.5, -0.5, 3, -0.5],
          [-1, -0.25, 3, -0.5],
        ],
      },
      text('user', 'ann', 'roy'),
    ],
    resources: [
      text('tenant', '0', '0'),
      {
        name: 'res_vector',
        type: 'array<double>',
        data: [
          [2, 2, 1, 0],
          [4, 4, 1, 0],
        ],
      },
      text('res', 'res1', 'res2'),
    ],
  };
}

/** Writes frames as a saved model; one that is undefined is left out. */
export async function writeFrames(folder: string, frames: Partial<FrameColumns>): Promise<string> {
  for (const [frame, columns] of Object.entries(frames)) {
    const path = join(folder, frameFolders[frame as keyof FrameColumns]);
    await mkdir(path, { recursive: true });
    await writeColumns(join(path, 'part-00000.snappy.parquet'), columns);
  }
  return folder;
}

/** A column of other values. */
export function replaced(columns: WrittenColumn[], name: string, change: Partial<WrittenColumn>): WrittenColumn[] {
  return columns.map((column) => (column.name === name ? { ...column, ...change } : column));
}
