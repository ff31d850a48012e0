import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { AXIS, colour, short, TOOLTIP } from '@/ui/colours';

type Datum = Readonly<Record<string, string | number>>;

/** Horizontal bars, because names may be long. */
export function Lying({ data }: { data: readonly { name: string; count: number }[] }) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={[...data]} layout="vertical" accessibilityLayer={false} margin={{ top: 4, right: 16, bottom: 0, left: 0 }}>
        <CartesianGrid horizontal={false} stroke="var(--line)" />
        <XAxis type="number" tickFormatter={short} allowDecimals={false} axisLine={false} {...AXIS} />
        <YAxis type="category" dataKey="name" width={110} {...AXIS} />
        <Tooltip {...TOOLTIP} />
        <Bar name="Interactions" dataKey="count" fill="var(--chart-1)" radius={[0, 3, 3, 0]} maxBarSize={26} isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}

/** One bar per time or type, stacked by channel. */
export function Stacked({ data, series }: { data: readonly Datum[]; series: readonly string[] }) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={[...data]} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="name" minTickGap={18} {...AXIS} />
        <YAxis width={44} tickFormatter={short} allowDecimals={false} axisLine={false} {...AXIS} />
        <Tooltip {...TOOLTIP} />
        <Legend wrapperStyle={{ fontSize: 12.5 }} />
        {series.map((name, place) => (
          <Bar key={name} name={name} dataKey={name} stackId="all" fill={colour(place)} maxBarSize={40} isAnimationActive={false} />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
