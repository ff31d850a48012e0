const FIRST = ['Ada', 'Grace', 'Alan', 'Katherine', 'Edsger', 'Barbara', 'Donald', 'Margaret', 'Tony', 'Frances', 'Niklaus', 'Radia'];
const LAST = ['Lovelace', 'Hopper', 'Turing', 'Johnson', 'Dijkstra', 'Liskov', 'Knuth', 'Hamilton', 'Hoare', 'Allen', 'Wirth', 'Perlman'];

const at = (list: readonly string[], place: number) => list[place % list.length] ?? '';

/** A CSV file of so many clients, all different and always the same. */
export function clientsFile(count: number): string {
  const rows = Array.from({ length: count }, (_, place) => {
    const [first, last] = [at(FIRST, place), at(LAST, Math.floor(place / FIRST.length) + place)];
    const phone = `+1202555${String(1000 + place).slice(-4)}`;
    const born = `19${String(30 + (place % 60))}-0${1 + (place % 9)}-1${place % 9}`;
    return `${first},${last},${first}.${last}.${place}@example.com`.toLowerCase().replace(`${first},${last}`.toLowerCase(), `${first},${last}`) + `,${phone},ext-${1000 + place},${born}`;
  });
  return ['First Name,Last Name,E-mail,Mobile,External ID,DOB', ...rows, ''].join('\n');
}
