import type { LanguageModel } from "ai";

/** The interface by which the SDK speaks to a model, and what goes in and comes out. */
export type SdkModel = Extract<LanguageModel, { specificationVersion: "v4" }>;
export type CallOptions = Parameters<SdkModel["doStream"]>[0];
export type Prompt = CallOptions["prompt"];
type Streamed = Awaited<ReturnType<SdkModel["doStream"]>>["stream"];
export type StreamPart = Streamed extends ReadableStream<infer Part> ? Part : never;
export type FinishPart = Extract<StreamPart, { type: "finish" }>;
export type Generated = Awaited<ReturnType<SdkModel["doGenerate"]>>;
