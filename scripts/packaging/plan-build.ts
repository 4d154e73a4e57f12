/** What a build of the package is made of, beside electron-builder.yml. */
export interface BuildPlan {
  /** Merged over electron-builder.yml. Plain data, as its schema takes it. */
  readonly config: BuildConfig;
  /** One sentence each about what the environment decided, for the person or the log of a build server. */
  readonly says: readonly string[];
  /** What must not happen by accident: asked for, and impossible. The build does not start. */
  readonly refusals: readonly string[];
}

export interface BuildConfig {
  readonly mac?: { identity?: string; hardenedRuntime?: boolean; notarize?: boolean };
  readonly publish?: { readonly provider: 'generic'; readonly url: string } | null;
  readonly extraMetadata: { readonly homepage: string };
  readonly forceCodeSigning?: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The three ways in which Apple's service lets a program sign in; electron-builder reads the same variables. */
const notaryKeys = [
  ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
  ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'],
  ['APPLE_KEYCHAIN_PROFILE'],
];

/**
 * Decides by the environment what is signed, notarised and updated. Variables, all optional: `CSC_LINK` with
 * `CSC_KEY_PASSWORD` (`WIN_CSC_LINK` on Windows), one set of Apple's, `TIEOUT_UPDATE_FEED`, `TIEOUT_HOMEPAGE`, and
 * `TIEOUT_MUST_SIGN=1` for releases, which are better not built than unsigned.
 */
export function planBuild(platform: NodeJS.Platform, env: Environment): BuildPlan {
  const says: string[] = [];
  const refusals: string[] = [];
  const mustSign = env.TIEOUT_MUST_SIGN === '1';
  const feed = env.TIEOUT_UPDATE_FEED;
  const certificate = platform === 'win32' ? env.WIN_CSC_LINK || env.CSC_LINK : env.CSC_LINK;
  const isSigned = platform === 'linux' ? false : Boolean(certificate);

  if (platform === 'linux')
    says.push('Linux packages are not signed; their checksums are in the list of updates.');
  else if (isSigned) says.push('The program is signed with the certificate of CSC_LINK.');
  else if (mustSign) refusals.push('TIEOUT_MUST_SIGN is set, and there is no certificate in CSC_LINK.');
  else
    says.push(
      'The program is not signed: there is no certificate in CSC_LINK. The system warns whoever opens it.',
    );

  let publish: BuildConfig['publish'] = null;
  if (!feed) says.push('Updates are off: TIEOUT_UPDATE_FEED names no address.');
  else if (!isFeed(feed))
    refusals.push('TIEOUT_UPDATE_FEED must be an https address without user, query or mark.');
  else if (platform !== 'linux' && !isSigned) {
    refusals.push(
      'TIEOUT_UPDATE_FEED is set, but updates of a program that is not signed cannot be trusted.',
    );
  } else {
    publish = { provider: 'generic', url: feed };
    says.push(`Updates are looked for at ${feed}.`);
  }

  const mac = platform === 'darwin' ? planMac(env, isSigned, mustSign, says, refusals) : undefined;
  return {
    config: {
      ...(mac === undefined ? {} : { mac }),
      ...(mustSign && platform !== 'linux' ? { forceCodeSigning: true } : {}),
      publish,
      // The Debian package has to name a page.
      extraMetadata: { homepage: env.TIEOUT_HOMEPAGE || 'https://tieout.invalid/' },
    },
    says,
    refusals,
  };
}

function planMac(
  env: Environment,
  isSigned: boolean,
  mustSign: boolean,
  says: string[],
  refusals: string[],
): NonNullable<BuildConfig['mac']> {
  if (!isSigned) {
    // An Apple processor runs nothing without a signature; `-` is one by nobody. The hardened runtime would refuse the
    // parts of the program to each other then: nobody is not the same nobody twice.
    return { identity: '-', hardenedRuntime: false, notarize: false };
  }
  const isComplete = notaryKeys.some((names) => names.every((name) => env[name]));
  const begun = notaryKeys.flat().filter((name) => env[name]);
  if (isComplete) says.push('Apple is asked to notarise it.');
  else if (begun.length > 0) refusals.push(`Notarising needs more than ${begun.join(', ')}.`);
  else if (mustSign)
    refusals.push('TIEOUT_MUST_SIGN is set, and there is no way to sign in to Apple for notarising.');
  else says.push('It is not notarised: there is no way to sign in to Apple.');
  return { notarize: isComplete };
}

function isFeed(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null && url.protocol === 'https:' && url.username === '' && url.search === '' && url.hash === ''
  );
}
