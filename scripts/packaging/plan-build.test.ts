import { expect, it } from 'vitest';
import { planBuild } from './plan-build.ts';

const certificate = { CSC_LINK: 'file:///certificate.p12', CSC_KEY_PASSWORD: 'secret' };
const apple = { APPLE_ID: 'a@b.example', APPLE_APP_SPECIFIC_PASSWORD: 'secret', APPLE_TEAM_ID: 'TEAM' };

it.each(['linux', 'win32', 'darwin'] as const)(
  'without anything in the environment %s gets an unsigned program without updates',
  (platform) => {
    const { config, refusals, says } = planBuild(platform, {});
    expect(refusals).toEqual([]);
    expect(config.publish).toBeNull();
    expect(says.join(' ')).toContain('not signed');
    expect(says.join(' ')).toContain('Updates are off');
  },
);

it('macOS gets the signature of nobody, which its processors ask for, and then no hardened runtime', () => {
  expect(planBuild('darwin', {}).config.mac).toEqual({
    identity: '-',
    hardenedRuntime: false,
    notarize: false,
  });
  expect(planBuild('win32', {}).config.mac).toBeUndefined();
});

it('a certificate signs; with an account at Apple it is notarised too', () => {
  expect(planBuild('darwin', certificate).config.mac).toEqual({ notarize: false });
  expect(planBuild('darwin', { ...certificate, ...apple }).config.mac).toEqual({ notarize: true });
  const half = planBuild('darwin', { ...certificate, APPLE_ID: 'a@b.example' });
  expect(half.refusals).toEqual(['Notarising needs more than APPLE_ID.']);
  expect(planBuild('win32', { WIN_CSC_LINK: 'x' }).says[0]).toContain('is signed');
});

it('updates need an https address, and a signature where the system has one', () => {
  const feed = { TIEOUT_UPDATE_FEED: 'https://updates.example/tieout' };
  const publish = { provider: 'generic', url: feed.TIEOUT_UPDATE_FEED };
  expect(planBuild('linux', feed).config.publish).toEqual(publish);
  expect(planBuild('win32', { ...feed, ...certificate }).config.publish).toEqual(publish);
  for (const platform of ['win32', 'darwin'] as const) {
    expect(planBuild(platform, feed).refusals).toHaveLength(1);
  }
  for (const wrong of [
    'http://updates.example',
    'https://me@updates.example',
    'https://a.example/?x',
    'nonsense',
  ]) {
    const plan = planBuild('linux', { TIEOUT_UPDATE_FEED: wrong });
    expect(plan.refusals).toHaveLength(1);
    expect(plan.config.publish).toBeNull();
  }
});

it('a release is better not built than unsigned', () => {
  const must = { TIEOUT_MUST_SIGN: '1' };
  expect(planBuild('win32', must).refusals).toHaveLength(1);
  expect(planBuild('darwin', { ...must, ...certificate }).refusals).toHaveLength(1);
  const whole = planBuild('darwin', { ...must, ...certificate, ...apple });
  expect(whole.refusals).toEqual([]);
  expect(whole.config.forceCodeSigning).toBe(true);
  expect(planBuild('linux', must).refusals).toEqual([]);
});

it('says nothing of what is secret', () => {
  const { says, refusals, config } = planBuild('darwin', { ...certificate, ...apple });
  expect(JSON.stringify({ says, refusals, config })).not.toContain('secret');
});
