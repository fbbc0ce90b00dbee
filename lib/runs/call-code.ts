/** A call as code that makes it again: for a shell, in TypeScript and in Python. Keys are named, never written. */
import { aiSdkCode } from "./call-code/ai-sdk";
import type { Call } from "./call-code/call";
import { curlCode } from "./call-code/curl";
import { pythonCode } from "./call-code/python";

export type { Call, CallMessage } from "./call-code/call";

export type CallCode = { curl: string; aiSdk: string; python: string };

export function callCode(call: Call): CallCode {
  return { curl: curlCode(call), aiSdk: aiSdkCode(call), python: pythonCode(call) };
}
