import { memo } from 'react';
import { revealHidden } from '../format/hidden';

/** Text from a proposal or a contract: hidden characters are drawn, direction cannot leak out of it. */
export const Plain = memo(function Plain({ text }: { text: string }) {
  const parts = revealHidden(text);
  return (
    <bdi className="plain">
      {parts.map((part, index) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <span key={index} className="hidden-char" title={`Hidden character: ${part.name}`}>
            {part.code}
            {part.times > 1 ? ` ×${part.times}` : ''}
          </span>
        ),
      )}
    </bdi>
  );
});
