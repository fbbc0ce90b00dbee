"use client";

import { type ClipboardEvent, type DragEvent, useState } from "react";
import { useToast } from "@/components/ui/toast";
import { appendFile, readTextFile } from "./text-files";

/** Text files that are dropped or pasted become part of the text that is being written. */
export function useFileDrop(onAdd: (add: (text: string) => string) => void) {
  const [dragging, setDragging] = useState(false);
  const toast = useToast();

  async function add(files: FileList) {
    const read = await Promise.all(Array.from(files, readTextFile));
    for (const file of read) {
      if ("problem" in file)
        toast.add({ title: "File not added", description: `${file.name} ${file.problem}.` });
    }
    const texts = read.filter((file) => "text" in file);
    if (texts.length > 0) onAdd((text) => texts.reduce(appendFile, text));
  }

  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      setDragging(true);
    },
    onDragLeave: () => setDragging(false),
    onDrop: (event: DragEvent) => {
      setDragging(false);
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      void add(event.dataTransfer.files);
    },
    onPaste: (event: ClipboardEvent) => {
      if (event.clipboardData.files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
      event.preventDefault();
      void add(event.clipboardData.files);
    },
  };
  return { dragging, handlers };
}
