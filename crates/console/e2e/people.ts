const FIRST = ['Ada', 'Grace', 'Alan', 'Katherine', 'Edsger', 'Barbara', 'Donald', 'Margaret', 'Tony', 'Frances', 'Niklaus', 'Radia'];
const LAST = ['Lovelace', 'Hopper', 'Turing', 'Johnson', 'Dijkstra', 'Liskov', 'Knuth', 'Hamilton', 'Hoare', 'Allen', 'Wirth', 'Perlman'];

const at = (list: readonly string[], place: number) => list[place % list.length] ?? '';

/** A CSV file of `count` distinct clients, always the same. */
export function clientsFile(count: number): string {
  const rows = Array.from({ length: count }, (_, place) => {
    const [first, last] = [at(FIRST, place), at(LAST, Math.floor(place / FIRST.length) + place)];
    const phone = `+1202555${String(1000 + place).slice(-4)}`;
    const born = `19${String(30 + (place % 60))}-0${1 + (place % 9)}-1${place % 9}`;
    return `${first},${last},${first}.${last}.${place}@example.com`.toLowerCase().replace(`${first},${last}`.toLowerCase(), `${first},${last}`) + `,${phone},ext-${1000 + place},${born}`;
  });
  return ['First Name,Last Name,E-mail,Mobile,External ID,DOB', ...rows, ''].join('\n');
}

type Calls = { import: (kind: string, file: string) => Promise<void> };

/** Twelve accounts with the numbers 1 to 12. */
export async function customers(service: Calls): Promise<void> {
  const areas = ['France', 'Iberia', 'Nordics'];
  const types = ['Enterprise', 'Small business', 'Public'];
  const names = ['Ed Stark', 'Jon Snow', 'Arya Reed', 'Bran Tully', 'Sansa Arryn', 'Davos Mormont', 'Brienne Tarth', 'Sam Tarly', 'Missandei Naath', 'Gendry Storm', 'Podrick Payne', 'Yara Pyke'];
  const rows = names.map((name, place) => {
    const [first = '', last = ''] = name.split(' ');
    return [place + 1, first, last, `+4420836611${70 + place}`, at(areas, place), at(types, place), place % 2 === 0 ? 'yes' : 'no', 'Tyrion Hill', 'Blacksmith'].join(',');
  });
  const headers = 'CID,First Name,Last Name,Phone,Area,Customer_Type,Has_Support_Contract,Account_Executive,Occupation';
  await service.import('customers', [headers, ...rows, ''].join('\n'));
}
