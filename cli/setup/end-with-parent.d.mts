export function endWithParent(alsoWatch?: number[]): void;
