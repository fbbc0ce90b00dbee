/** Three lanes of different length: what the whole thing shows. */
export function Glyph({ size = 18 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden="true" className="shrink-0">
      <rect x="1" y="7" width="4" height="10" rx="1.5" fill="var(--tier-glm-4-6)" />
      <rect x="7" y="1" width="4" height="16" rx="1.5" fill="var(--tier-glm-4-7)" />
      <rect x="13" y="10" width="4" height="7" rx="1.5" fill="var(--tier-glm-4-7-flash)" />
    </svg>
  );
}
