import { mustBe, ofType, type Policy, problemOf } from './policy';

const sites = 'Microsoft.Web/sites';
const publishing = 'Microsoft.Web/sites/basicPublishingCredentialsPolicies';

export const appsTakeHttpsOnly: Policy = {
  name: 'apps are reached by TLS 1.2 or later only',
  check: (deployment) =>
    ofType(deployment, sites).flatMap((site) => [
      ...mustBe(site, ['properties', 'httpsOnly'], [true]),
      ...mustBe(site, ['properties', 'siteConfig', 'minTlsVersion'], ['1.2', '1.3']),
    ]),
};

export const noPublishingPasswords: Policy = {
  name: 'nobody publishes to an app by password',
  check: (deployment) =>
    ofType(deployment, sites).flatMap((site) => {
      const policies = ofType(deployment, publishing).filter(({ modules }) => modules.join() === site.modules.join());
      const wanted = ['scm', 'ftp'].filter(
        (name) => !policies.some(({ body }) => (body as { readonly name?: unknown }).name === name),
      );
      const missing = wanted.map((name) =>
        problemOf(site, `has no basicPublishingCredentialsPolicies ${name} with allow: false`),
      );
      return [...missing, ...policies.flatMap((policy) => mustBe(policy, ['properties', 'allow'], [false]))];
    }),
};
