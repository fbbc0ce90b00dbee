import { describe, expect, it } from "vitest";
import { offers, parametersFor } from "@/lib/catalog/catalog";
import { OUR_OWN_PARAMETERS } from "@/lib/runs/parameter-names";
import { adapterOf } from "./adapters";
import { prepareParameters } from "./prepare-parameters";
import { prepareTask } from "./runware/prepare-task";

const pairs = offers.flatMap((offer) =>
  offer.dialects.map((dialect) => ({ id: `${offer.id}, ${dialect}`, offer, dialect })),
);

describe("native keys", () => {
  it.each(pairs)("change nothing that is measured or billed: $id", ({ offer, dialect }) => {
    const adapter = adapterOf(offer.provider, null);
    const prepare = (native: Record<string, unknown>) =>
      dialect === "runware-tasks"
        ? prepareTask(offer, adapter, { native })
        : prepareParameters(offer, dialect, adapter, { native });
    const without = prepare({});
    const native = Object.fromEntries([...OUR_OWN_PARAMETERS].map((name) => [name, "a value of theirs"]));
    const { parameters, warnings } = prepare(native);
    expect(parameters).toEqual(without.parameters);
    const refused = warnings.filter(({ message }) => message.includes("native."));
    expect(refused).toHaveLength(OUR_OWN_PARAMETERS.size);
  });

  it("go out where an offer documents them, and are a warning where it doesn't", () => {
    const offer = offers.find(({ id }) => id === "zai/glm-4.7");
    if (!offer) throw new Error("zai/glm-4.7 is gone");
    expect(parametersFor(offer, "chat-completions").map(({ name }) => name)).toContain("do_sample");
    const { parameters, warnings } = prepareParameters(offer, "chat-completions", adapterOf("zai", null), {
      native: { do_sample: false, made_up: 1 },
    });
    expect(parameters).toEqual({ do_sample: false });
    expect(warnings).toMatchObject([
      { code: "unsupported-parameter", message: expect.stringContaining("made_up") },
    ]);
  });
});
