/** What is known of this program that says whether it can be brought up to date by itself. */
export interface UpdateFacts {
  readonly isPackaged: boolean;
  /** `app-update.yml` lies among the resources: the build was given an address (packaging/README.md). */
  readonly hasFeed: boolean;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export type UpdatePlan = { readonly on: true } | { readonly on: false; readonly why: string };

/** Whether updates are looked for. `why` is a sentence for the person who asks. */
export function planUpdates({ isPackaged, hasFeed, platform, env }: UpdateFacts): UpdatePlan {
  if (!isPackaged) return off('This Tieout runs from its sources. They are updated with git.');
  if (!hasFeed)
    return off('This Tieout was built without an address for updates. A new version is installed by hand.');
  // electron-builder's portable program sets it; there is nothing installed that could be replaced.
  if (env.PORTABLE_EXECUTABLE_FILE) {
    return off('The portable Tieout is not updated by itself. Replace the file by the newer one.');
  }
  if (platform === 'linux' && !env.APPIMAGE) {
    return off('This Tieout was installed as a package. The newer package is installed the same way.');
  }
  return { on: true };
}

function off(why: string): UpdatePlan {
  return { on: false, why };
}
