import { memo } from 'react';
import { revealHidden } from '../format/hidden';

/** Text from a proposal or a contract: hidden characters are drawn, direction cannot leak out of it. */
export const Plain = memo(function Plain({ text }: { text: string }) {
  return (
    <bdi className="plain">
      <Drawn text={text} />
    </bdi>
  );
});

/** A piece of a text whose block goes by the direction of all of it, and is isolated as a whole. */
export const Piece = memo(function Piece({ text }: { text: string }) {
  return (
    <span className="piece">
      <Drawn text={text} />
    </span>
  );
});

function Drawn({ text }: { text: string }) {
  const parts = revealHidden(text);
  return (
    <>
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
    </>
  );
}
