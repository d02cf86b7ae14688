import { isAffinityScored } from '../../../shared/detectors/resourceAccess/affinity/affinityAccess';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { ActionableError } from '../../../shared/errors';
import { foldCase } from '../../../shared/events/identity';
import { jsonLine } from '../../../shared/text/jsonLine';
import { type Command, optionalText, requiredText } from '../command';
import { explanationText } from '../explain/explanationText';
import { neighbourhood } from '../explain/neighbourhood';
import { neighbourhoodPicture } from '../explain/neighbourhoodPicture';
import { tenantOf } from '../explain/tenantOf';
import { modelFromFile } from '../modelFromFile';
import { writeOutput } from '../outputFile';

/** A model whose scores are not sums of contributions. */
class UnexplainedModelError extends ActionableError {}

export const explain: Command = {
  name: 'explain',
  summary: "Tells why an access would have its score: what adds to it, the user's peers, what speaks for it.",
  options: {
    model: { type: 'string', placeholder: 'FILE', description: 'model file to score with' },
    user: { type: 'string', placeholder: 'NAME', description: 'who, as byoml score names users' },
    resource: { type: 'string', placeholder: 'NAME', description: 'what, as byoml score names resources' },
    tenant: { type: 'string', placeholder: 'NAME', description: 'workspace; not needed where the model has only one' },
    json: { type: 'boolean', description: 'as one JSON object' },
    picture: { type: 'string', placeholder: 'FILE.svg', description: 'also draws the user among the peers' },
  },
  async run(values) {
    const modelFile = requiredText(values, 'model');
    const [askedUser, askedResource] = [requiredText(values, 'user'), requiredText(values, 'resource')];
    const picture = optionalText(values, 'picture');
    const { model, description } = await modelFromFile(modelFile);
    if (!isAffinityScored(model)) {
      throw new UnexplainedModelError(
        `${modelFile} scores as AccessAnomaly does, which gives no reasons: train a model with --scorer affinity.`,
      );
    }
    // A name in Windows' own spelling would be that of a stranger to a model that folds names.
    const user = description.identity?.user === 'account' ? foldCase(askedUser) : askedUser;
    const resource = description.identity?.resource === 'computerAndShare' ? foldCase(askedResource) : askedResource;
    const access = { tenant: tenantOf(model, optionalText(values, 'tenant')), user, resource };
    const score = resourceAccess.score(model, access);
    const explanation = resourceAccess.explain(model, access, score);
    if (picture !== undefined) {
      await writeOutput(picture, [{ path: modelFile }], () => [neighbourhoodPicture(neighbourhood(model, access))]);
    }
    process.stdout.write(
      values.json
        ? `${jsonLine({ ...access, ...score, ...explanation.reasons, explanation: explanation.text })}\n`
        : explanationText(score, explanation),
    );
  },
};
