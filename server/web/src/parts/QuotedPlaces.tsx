import type { Digest } from '../api/schema';
import { fits } from '../format/spans';
import { lights } from './Passage';
import { Plain } from './Plain';
import { useSource } from './Source';

/** Where stands what the line has out of lists and tables of the text, or what takes it back. */
export function QuotedPlaces({ digest, description }: { digest: Digest | undefined; description: string }) {
  const { light, reveal } = useSource();
  const places = (digest?.quoted ?? []).filter((place) => fits(place, description.length));
  return (
    <>
      {places.map((place) => (
        <button
          key={place.start}
          type="button"
          className="inserted-place"
          {...lights(light, place)}
          onClick={() => reveal(place, true)}
        >
          Show where “<Plain text={place.text} />” stands
        </button>
      ))}
    </>
  );
}
