"""A schema's structure as text, from the catalogue: what is equal gives equal lines, however it was made."""

from typing import Final, LiteralString

from psycopg import AsyncConnection
from psycopg.rows import TupleRow

STRUCTURE: Final[LiteralString] = """
with relation as (
    select oid, relname, relkind, reloptions, relpersistence, relispartition, relpartbound, relrowsecurity
    from pg_class where relnamespace = current_schema()::regnamespace
)
select format('%s %s %s %s %s', relname, case relkind when 'r' then 'table' when 'p' then 'partitioned table'
              when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' end,
              coalesce(pg_get_partkeydef(oid), ''), pg_get_expr(relpartbound, oid),
              array_to_string(array(select unnest(reloptions) order by 1), ', '))
from relation where relkind in ('r', 'p', 'v', 'm', 'S')
union all
select format('%s column %s %s%s%s%s%s%s', relname, attname, format_type(atttypid, atttypmod),
              case when attnotnull then ' not null' end,
              case when attcollation not in (0, 100) then ' collate ' || attcollation::regcollation end,
              case when attidentity <> '' then ' identity ' || attidentity::text end,
              case when attgenerated <> '' then ' generated ' || attgenerated::text end,
              ' ' || pg_get_expr(adbin, adrelid))
from relation join pg_attribute on attrelid = relation.oid
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
where relkind in ('r', 'p', 'v', 'm') and attnum > 0 and not attisdropped
union all
select format('%s index %s', indrelid::regclass, pg_get_indexdef(indexrelid))
from relation join pg_index on indrelid = relation.oid
union all
-- Not null is in the columns: PostgreSQL 18 lists it among the constraints too, older ones do not.
select format('%s constraint %s %s', relname, conname, pg_get_constraintdef(pg_constraint.oid))
from relation join pg_constraint on conrelid = relation.oid where contype <> 'n'
union all
select format('%s trigger %s', relname, pg_get_triggerdef(pg_trigger.oid))
from relation join pg_trigger on tgrelid = relation.oid where not tgisinternal
union all
select format('%s view as %s', relname, pg_get_viewdef(oid)) from relation where relkind in ('v', 'm')
union all
select pg_get_functiondef(oid) from pg_proc
where pronamespace = current_schema()::regnamespace and prokind in ('f', 'p')
union all
select format('%s type %s %s', typname, typtype, array_to_string(array(
    select enumlabel from pg_enum where enumtypid = pg_type.oid order by enumsortorder), ', '))
from pg_type where typnamespace = current_schema()::regnamespace and typtype in ('e', 'd', 'r')
order by 1"""


async def dump_schema(connection: AsyncConnection[TupleRow]) -> list[str]:
    """One line for each table, column, index, constraint, trigger, view, function and type."""
    cursor = await connection.execute(STRUCTURE)
    return [str(line) async for (line,) in cursor]
