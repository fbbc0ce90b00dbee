ALTER TABLE "runs" ADD COLUMN "own_key" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "spend_days" ADD COLUMN "own_key_usd" numeric(24, 12) DEFAULT '0' NOT NULL;