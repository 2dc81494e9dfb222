-- The municipalities of each area in a set of one's own: one row per municipality that
-- any of its areas holds some of.
-- Parameters:
--   $area_set   text, a set's key
-- Columns:
--   area           text, the code of the area that holds more than half; null for none
--   area_name      its name, null likewise
--   municipality   text, four digits
--   name           the municipality's name
--   share          of the municipality (0 to 1) that lies in the area
--   is_split       whether a border runs through it
--   others         further areas that hold some of it, each with its share
select
    area_member.area,
    area.name as area_name,
    area_member.municipality,
    municipality.name,
    area_member.share,
    area_member.is_split,
    area_member.others,
from area_member
inner join municipality using (municipality)
left join area
    on area_member.area_set = area.area_set and area_member.area = area.area
where area_member.area_set = $area_set
order by area_member.municipality
