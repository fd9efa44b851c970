/** What a `FailureReason` quotes of what the program said: `… ErrorMessage "Traceback …"`; undefined when it quotes nothing. */
export function quotedMessage(reason: string): string | undefined {
  return /ErrorMessage "(.*)"$/ms.exec(reason)?.[1]?.split(/"\n(?:ExtraInfo|Command) "/)[0];
}
