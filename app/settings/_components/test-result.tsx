import { CircleCheck, CircleX } from "lucide-react";
import { formatMs } from "@/components/numbers/format-metric";
import type { EndpointTest } from "@/lib/catalog/custom-endpoint";

/** What came back; `advice` where the server itself says what to do about it. */
export type ConnectionTest = EndpointTest & { advice?: string | null };

/** Where a connection test stands. */
export type TestState =
  | { state: "idle" | "running" }
  | { state: "answered"; test: ConnectionTest }
  | { state: "failed"; why: string };

/** What came back from a test, said to screen readers when it comes. */
export function TestResult({ state }: { state: TestState }) {
  return (
    <div role="status" className="empty:hidden">
      {state.state === "failed" ? <Failure message={state.why} /> : null}
      {state.state === "answered" ? (
        state.test.error ? (
          <Failure message={state.test.error.message} test={state.test} />
        ) : (
          <Success test={state.test} />
        )
      ) : null}
    </div>
  );
}

function Success({ test: { ttftMs, modelId, text, reasoning } }: { test: EndpointTest }) {
  return (
    <div className="flex gap-2 rounded-md bg-success-soft px-3 py-2 text-sm">
      <CircleCheck size={15} aria-hidden className="mt-0.5 shrink-0 text-success" />
      <div className="flex min-w-0 flex-col gap-0.5">
        <p>
          <span className="font-medium text-success">Answered</span>, first token after {formatMs(ttftMs)}, by{" "}
          <span className="break-all font-mono text-xs">{modelId}</span>
        </p>
        {text ? <p className="break-words text-muted">“{text.trim()}”</p> : null}
        {reasoning ? (
          <p className="text-muted">
            Its thinking comes apart from the answer
            {text ? "." : "; the 16 tokens of this test ended within it."}
          </p>
        ) : null}
      </div>
    </div>
  );
}

function Failure({ message, test }: { message: string; test?: ConnectionTest }) {
  const advice = test && (test.advice === undefined ? adviceFor(test) : test.advice);
  return (
    <div className="flex gap-2 rounded-md bg-danger-soft px-3 py-2 text-sm">
      <CircleX size={15} aria-hidden className="mt-0.5 shrink-0 text-danger" />
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="break-words text-danger">
          {test?.httpStatus ? <span className="font-medium">HTTP {test.httpStatus}: </span> : null}
          {message}
        </p>
        {advice ? <p className="text-muted">{advice}</p> : null}
      </div>
    </div>
  );
}

/** What to look at next. */
function adviceFor({ error, httpStatus }: EndpointTest): string {
  if (error?.class === "auth") return "Check the key: the server does not accept it.";
  if (httpStatus === 404)
    return "Check the address (most servers want /v1 at its end) and the name of the model.";
  if (error?.class === "network")
    return "Check that the server runs, and that this machine reaches its address.";
  if (error?.class === "timeout") return "The server may still be loading the model. Try again in a moment.";
  return "Check the preset, the dialect and the name of the model.";
}
