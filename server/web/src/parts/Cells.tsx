import type { ReactNode } from 'react';

/** A cell whose label shows where the table is stacked on a narrow screen. */
export function Cell({ label, number = false, children }: { label: string; number?: boolean; children: ReactNode }) {
  return (
    <td data-label={label} className={number ? 'number' : undefined}>
      <div>{children}</div>
    </td>
  );
}

export function RowHead({ label, children }: { label: string; children: ReactNode }) {
  return (
    <th scope="row" data-label={label}>
      <div>{children}</div>
    </th>
  );
}
