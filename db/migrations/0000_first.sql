CREATE TABLE "comparisons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"title" text NOT NULL,
	"instructions" text,
	"settings" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lanes" (
	"comparison_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"offer" text NOT NULL,
	"upstream" text,
	"dialect" text,
	"settings" json NOT NULL,
	CONSTRAINT "lanes_comparison_id_position_pk" PRIMARY KEY("comparison_id","position")
);
--> statement-breakpoint
CREATE TABLE "turns" (
	"comparison_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"prompt" text NOT NULL,
	"history" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "turns_comparison_id_position_pk" PRIMARY KEY("comparison_id","position")
);
--> statement-breakpoint
CREATE TABLE "endpoints" (
	"owner" text NOT NULL,
	"name" text NOT NULL,
	"base_url" text NOT NULL,
	"dialect" text NOT NULL,
	"preset" text,
	"sealed_key" text,
	"key_origin" text,
	"models" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "endpoints_owner_name_pk" PRIMARY KEY("owner","name")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"owner" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"comparison_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_owner_key_pk" PRIMARY KEY("owner","key")
);
--> statement-breakpoint
CREATE TABLE "latency_buckets" (
	"hour" timestamp with time zone NOT NULL,
	"offer" text NOT NULL,
	"upstream" text NOT NULL,
	"metric" text NOT NULL,
	"bucket" integer NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "latency_buckets_hour_offer_upstream_metric_bucket_pk" PRIMARY KEY("hour","offer","upstream","metric","bucket")
);
--> statement-breakpoint
CREATE TABLE "outcome_counts" (
	"hour" timestamp with time zone NOT NULL,
	"offer" text NOT NULL,
	"upstream" text NOT NULL,
	"outcome" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "outcome_counts_hour_offer_upstream_outcome_pk" PRIMARY KEY("hour","offer","upstream","outcome")
);
--> statement-breakpoint
CREATE TABLE "price_points" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offer" text NOT NULL,
	"upstream" text,
	"input" numeric,
	"output" numeric,
	"cache_read" numeric,
	"cache_write" numeric,
	"per_request" json NOT NULL,
	"source_kind" text NOT NULL,
	"source" text NOT NULL,
	"as_of" text NOT NULL,
	"date_kind" text NOT NULL,
	"valid_from" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "published_stats" (
	"offer" text NOT NULL,
	"upstream" text NOT NULL,
	"source" text NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"latency" json,
	"throughput" json,
	"uptime" json NOT NULL,
	"is_degraded" boolean,
	"context_tokens" integer,
	"max_output_tokens" integer,
	"quantization" text,
	CONSTRAINT "published_stats_offer_upstream_source_pk" PRIMARY KEY("offer","upstream","source")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"comparison_id" uuid NOT NULL,
	"owner" text NOT NULL,
	"turn" integer NOT NULL,
	"lane" integer NOT NULL,
	"attempt" integer NOT NULL,
	"offer" text NOT NULL,
	"tier" text NOT NULL,
	"provider" text NOT NULL,
	"upstream" text,
	"dialect" text NOT NULL,
	"model_id" text NOT NULL,
	"simulated" boolean NOT NULL,
	"settings" json NOT NULL,
	"sent" json NOT NULL,
	"status" text NOT NULL,
	"finish_reason" text,
	"warnings" json NOT NULL,
	"error" json,
	"text" text DEFAULT '' NOT NULL,
	"reasoning" text DEFAULT '' NOT NULL,
	"reasoning_details" json,
	"tool_calls" json NOT NULL,
	"input_tokens" bigint,
	"cache_read_tokens" bigint,
	"cache_write_tokens" bigint,
	"output_tokens" bigint,
	"reasoning_tokens" bigint,
	"usage_source" text,
	"billed_usd" numeric(24, 12),
	"computed_usd" numeric(24, 12),
	"reported_usd" numeric(24, 12),
	"looked_up_usd" numeric(24, 12),
	"price_point_id" uuid,
	"queued_ms" double precision,
	"ttft_ms" double precision,
	"first_answer_ms" double precision,
	"thinking_ms" double precision,
	"throughput_tps" double precision,
	"end_to_end_ms" double precision,
	"longest_stall_ms" double precision,
	"gap_p_50_ms" double precision,
	"gap_p_95_ms" double precision,
	"attempts" json NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "runs_place" UNIQUE("comparison_id","turn","lane","attempt")
);
--> statement-breakpoint
CREATE TABLE "shares" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"comparison_id" uuid NOT NULL,
	"snapshot" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "source_checks" (
	"source" text PRIMARY KEY NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"ok" boolean NOT NULL,
	"message" text NOT NULL,
	"new_points" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "lanes" ADD CONSTRAINT "lanes_comparison_id_comparisons_id_fk" FOREIGN KEY ("comparison_id") REFERENCES "public"."comparisons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "turns" ADD CONSTRAINT "turns_comparison_id_comparisons_id_fk" FOREIGN KEY ("comparison_id") REFERENCES "public"."comparisons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_comparison_id_comparisons_id_fk" FOREIGN KEY ("comparison_id") REFERENCES "public"."comparisons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_comparison_id_comparisons_id_fk" FOREIGN KEY ("comparison_id") REFERENCES "public"."comparisons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_price_point_id_price_points_id_fk" FOREIGN KEY ("price_point_id") REFERENCES "public"."price_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_comparison_id_comparisons_id_fk" FOREIGN KEY ("comparison_id") REFERENCES "public"."comparisons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "price_points_latest" ON "price_points" USING btree ("offer","upstream","source_kind","valid_from");--> statement-breakpoint
CREATE INDEX "runs_real_by_time" ON "runs" USING btree ("created_at") WHERE not "runs"."simulated";--> statement-breakpoint
CREATE INDEX "runs_unfinished" ON "runs" USING btree ("status") WHERE "runs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "runs_owner" ON "runs" USING btree ("owner","id");--> statement-breakpoint
CREATE INDEX "runs_offer" ON "runs" USING btree ("offer","id");--> statement-breakpoint
CREATE INDEX "shares_owner" ON "shares" USING btree ("owner","created_at");