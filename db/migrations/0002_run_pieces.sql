CREATE TABLE "run_pieces" (
	"run_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	"reasoning" text NOT NULL,
	CONSTRAINT "run_pieces_run_id_position_pk" PRIMARY KEY("run_id","position")
);
--> statement-breakpoint
ALTER TABLE "run_pieces" ADD CONSTRAINT "run_pieces_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;