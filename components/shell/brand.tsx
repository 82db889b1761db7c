/** The mark: many lines, one plug. Drawn in the accent, so that it follows the theme. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="shrink-0">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M8.5 9.500c7 0 6 6.5 13 6.500M8.5 16h13M8.5 22.5c7 0 6-6.5 13-6.5"
        className="fill-none stroke-accent-contrast"
        strokeWidth="2.25"
        strokeLinecap="round"
      />
      <g className="fill-accent-contrast">
        <circle cx="8.5" cy="9.5" r="2.25" />
        <circle cx="8.5" cy="16" r="2.25" />
        <circle cx="8.5" cy="22.5" r="2.25" />
        <circle cx="23" cy="16" r="3.25" />
      </g>
    </svg>
  );
}
