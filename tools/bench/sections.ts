import { benchColdStart } from './coldStartSection';
import type { SectionResult } from './measurement';
import { benchModelLoading } from './modelLoading/modelLoading';
import { benchReading } from './reading/reading';
import { benchScoring } from './scoring/scoring';
import type { SectionContext } from './section';
import { benchTraining } from './training/training';

export const sectionNames = ['training', 'reading', 'scoring', 'model', 'coldStart'] as const;
export type SectionName = (typeof sectionNames)[number];

/** What each section measures, in the order of the table. */
export const sections: Readonly<Record<SectionName, (context: SectionContext) => Promise<SectionResult>>> = {
  training: benchTraining,
  reading: benchReading,
  scoring: benchScoring,
  model: benchModelLoading,
  coldStart: benchColdStart,
};
