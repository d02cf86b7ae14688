import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { itWithPython, python } from './python';

const folder = join(__dirname, '../../../infra/spark');
const text = (name: string) => readFileSync(join(folder, name), 'utf8');

const job = parse(text('databricks.yml')).resources.jobs['byoml-spark'];
const definition = JSON.parse(text('schedules/synapse-job.json'));
const pipeline = JSON.parse(text('schedules/synapse-pipeline.json'));
const trigger = JSON.parse(text('schedules/synapse-trigger.json'));
const fabric = JSON.parse(text('schedules/fabric-SparkJobDefinitionV1.json'));

/** What each service starts the job with; a name stands for what is to be filled in. */
const started: readonly (readonly [service: string, words: readonly string[]])[] = [
  [
    'Databricks',
    job.tasks[0].python_wheel_task.parameters.map((word: string) => word.replace(/\$\{var\.(\w+)\}/g, '$1')),
  ],
  ['Synapse', definition.properties.jobProperties.args],
  ['Fabric', fabric.commandLineArguments.split(' ')],
];

for (const [service, words] of started) {
  itWithPython(`${service} starts the job with options that it takes`, async () => {
    const { succeeded, output } = python(['check_options.py'], JSON.stringify(words));
    if (!succeeded) throw new Error(output);
  });
}

it('Databricks starts what the wheel has as its entry point, on a cluster that ends with the run', () => {
  const project = text('pyproject.toml');
  const { package_name, entry_point } = job.tasks[0].python_wheel_task;
  expect(project).toContain(`name = "${package_name}"`);
  expect(project).toContain(`[project.scripts]\n${entry_point} = `);
  expect(job.tasks[0].job_cluster_key).toBe(job.job_clusters[0].job_cluster_key);
  expect(job).not.toHaveProperty('existing_cluster_id');
});

it('Synapse has a trigger of the pipeline, and a pipeline of the job, under their names', () => {
  expect(trigger.properties.pipelines[0].pipelineReference.referenceName).toBe(pipeline.name);
  expect(pipeline.properties.activities[0].typeProperties.sparkJob.referenceName).toBe(definition.name);
});
