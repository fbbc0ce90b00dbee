import type { TierScripts } from "./script";

export const reasoningScripts: TierScripts = {
  "glm-4.6": {
    reasoning: `Four places. Farah is not first and not last, so she is second or third. Gus is directly after Farah.

Case A: Farah 2, Gus 3. Then Dana and Eli have places 1 and 4, and Dana is before Eli, so Dana 1, Eli 4. Eli is not second: fine.

Case B: Farah 3, Gus 4. Then Dana 1, Eli 2. But Eli did not finish second. Out.

So the order is Dana, Farah, Gus, Eli.`,
    text: `**Dana, Farah, Gus, Eli.**

1. Farah is neither first nor last, so she is 2nd or 3rd, and Gus is right behind her.
2. If Farah were 3rd and Gus 4th, Dana and Eli would be 1st and 2nd, with Eli second. That is ruled out.
3. So Farah is 2nd and Gus 3rd. Dana is before Eli, which leaves Dana 1st and Eli 4th.`,
  },
  "glm-4.7": {
    reasoning: `I need the order of Dana (D), Eli (E), Farah (F), Gus (G) over places 1 to 4.

Constraints:
1. D before E.
2. F is not 1 and not 4, so F is 2 or 3.
3. G = F + 1, so (F, G) is (2, 3) or (3, 4).
4. E is not 2.

(F, G) = (2, 3): D and E share 1 and 4. D before E gives D = 1, E = 4. Constraint 4 holds. Order: D F G E.

(F, G) = (3, 4): D and E share 1 and 2. D before E gives D = 1, E = 2. Constraint 4 fails.

Only one order survives. Let me check it against the text again: Dana before Eli, 1 < 4, yes. Farah second, neither first nor last, yes. Gus third, directly after Farah, yes. Eli fourth, not second, yes.

Is each clue needed? Without clue 4, D E F G would also work, so that clue is what decides it. Worth saying in the answer, in a small table.`,
    text: `## Answer

**1. Dana · 2. Farah · 3. Gus · 4. Eli**

## Why

Farah can only be 2nd or 3rd, and Gus is directly behind her. That leaves two cases:

| Farah, Gus | Dana, Eli (Dana before Eli) | Eli not second? | Possible |
| --- | --- | --- | --- |
| 2nd, 3rd | 1st, 4th | yes | **yes** |
| 3rd, 4th | 1st, 2nd | no | no |

Only the first case survives, so the order is unique. The deciding clue is the last one: without it, *Dana, Eli, Farah, Gus* would be possible too.`,
  },
  "glm-4.7-flash": {
    reasoning: `Farah is 2 or 3, Gus right after. If Farah 3, Gus 4, then Dana 1, Eli 2: not allowed. So Farah 2, Gus 3, Dana 1, Eli 4.`,
    text: `**Dana, Farah, Gus, Eli.** Farah must be second with Gus third, because otherwise Eli would be second.`,
  },
};
