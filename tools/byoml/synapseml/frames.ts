/**
 * What SynapseML's AccessAnomalyModel.save writes: a folder of Parquet files for each frame. (collaborative_filtering.py of
 * SynapseML 1.1.3; the same since mmlspark 1.0.)
 */
export const frameFolders = {
  metadata: 'metadata_df',
  history: 'history_access_df',
  userComponents: 'user2component_mappings_df',
  resourceComponents: 'res2component_mappings_df',
  users: 'user_feature_vector_mapping_df',
  resources: 'res_feature_vector_mapping_df',
} as const;

/** Columns of the one row of metadata that name columns of the other frames. */
export const namingColumns = [
  'tenant_col',
  'user_col',
  'user_vec_col',
  'res_col',
  'res_vec_col',
  'output_col',
] as const;

/** Columns of that row that tell whether there is a frame. */
export const presenceColumns = {
  history: 'has_history_access_df',
  userComponents: 'has_user2component_mappings_df',
  resourceComponents: 'has_res2component_mappings_df',
  users: 'has_user_feature_vector_mapping_df',
  resources: 'has_res_feature_vector_mapping_df',
} as const;

export const componentColumn = 'component';
