/** Things of which several can be ticked. */
export function Choices({
  legend,
  choices,
  chosen,
  choose,
}: {
  legend: string;
  choices: { word: string; title: string }[];
  chosen: string[];
  choose: (word: string, wanted: boolean) => void;
}) {
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {choices.map(({ word, title }) => (
        <label key={word}>
          <input type="checkbox" checked={chosen.includes(word)} onChange={(event) => choose(word, event.target.checked)} /> {title}
        </label>
      ))}
    </fieldset>
  );
}

/** What is chosen once a word is ticked, or no more. */
export function toggled(chosen: string[], word: string, wanted: boolean): string[] {
  return wanted ? [...new Set([...chosen, word])] : chosen.filter((other) => other !== word);
}
