"use client";

import { LayoutPanelLeft } from "lucide-react";
import { splitOfferId, useCatalog } from "@/components/comparison/catalog-context";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuGroup, MenuGroupLabel, MenuItem, MenuTrigger } from "@/components/ui/menu";
import type { Lane } from "@/lib/runs/run";
import { coreTierLanes, everyProviderLanes, thinkingLanes } from "./lane-presets";

/** Ready-made lanes: the questions that people come with. */
export function PresetsMenu({
  lanes,
  onChoose,
  disabled,
}: {
  lanes: Lane[];
  onChoose: (lanes: Lane[]) => void;
  disabled: boolean;
}) {
  const catalog = useCatalog();
  const first = lanes[0]?.offer ?? "";
  const [, tier] = splitOfferId(first);
  const everywhere = everyProviderLanes(catalog, tier);
  return (
    <Menu>
      <MenuTrigger
        disabled={disabled}
        render={
          <Button size="sm">
            <LayoutPanelLeft size={13} aria-hidden />
            Presets
          </Button>
        }
      />
      <MenuContent>
        <MenuGroup>
          <MenuGroupLabel>Replace all lanes with</MenuGroupLabel>
          <MenuItem onClick={() => onChoose(coreTierLanes(catalog))}>The three tiers</MenuItem>
          <MenuItem disabled={everywhere.length === 0} onClick={() => onChoose(everywhere)}>
            {catalog.tierName(tier)} at every provider
            <span className="ml-auto pl-4 text-faint text-sm">{everywhere.length}</span>
          </MenuItem>
          <MenuItem onClick={() => onChoose(thinkingLanes(first))}>Thinking off and on</MenuItem>
        </MenuGroup>
      </MenuContent>
    </Menu>
  );
}
