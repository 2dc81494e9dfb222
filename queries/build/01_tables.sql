-- The tables that the build fills from reference data, codebook, archive and decisions.

create table county (
    county varchar primary key,
    name varchar not null
);

create table municipality (
    municipality varchar primary key,
    name varchar not null,
    county varchar not null references county (county),
    skr_group_2017 varchar not null,
    skr_group_2023 varchar not null,
    employees integer
);

create table population (
    municipality varchar not null references municipality (municipality),
    year integer not null,
    population integer not null,
    primary key (municipality, year)
);

create table size_class (
    size_class varchar primary key,
    minimum integer not null,
    maximum integer not null,
    position integer not null
);

create table question (
    question varchar primary key,
    dimension varchar not null,
    kind varchar not null,
    unit varchar,
    minimum double,
    maximum double,
    visibility varchar not null,
    position integer not null
);

create table choice (
    question varchar not null references question (question),
    choice varchar not null,
    value double,
    is_exclusive boolean not null,
    position integer not null,
    primary key (question, choice)
);

create table indicator (
    indicator varchar primary key,
    formula varchar not null,
    question varchar,
    factor double not null,
    unit varchar not null,
    decimals integer not null,
    position integer not null
);

create table indicator_item (
    indicator varchar not null,
    question varchar not null,
    kind varchar not null,
    of_maximum double,
    primary key (indicator, question)
);

create table indicator_part (
    indicator varchar not null,
    part varchar not null,
    primary key (indicator, part)
);

create table indicator_code (
    indicator varchar not null,
    value double not null,
    primary key (indicator, value)
);

-- One row per wave that was received, of real answers and of demonstration data apart:
-- a real draft stands beside the demonstration data that readers still see.
-- state: draft or published. grouping: the SKR grouping of the wave, 2017 or 2023.
-- A published wave holds what was published; has_waiting says that its draft says
-- something else.
create table every_wave (
    wave varchar not null,
    is_demo boolean not null,
    state varchar not null,
    grouping integer not null,
    has_waiting boolean not null,
    primary key (wave, is_demo)
);

-- One row per wave and municipality that responded, and where its answers came from.
-- sheet is null for a text file; received_by is who took the file in.
create table every_respondent (
    wave varchar not null,
    is_demo boolean not null,
    municipality varchar not null references municipality (municipality),
    sha256 varchar not null,
    file_name varchar not null,
    sheet varchar,
    line integer not null,
    received varchar not null,
    received_by varchar not null,
    primary key (wave, is_demo, municipality),
    foreign key (wave, is_demo) references every_wave (wave, is_demo)
);

-- One row per wave, municipality and question; a multi-choice answer is one row per
-- chosen option.
-- status: answered, dont_know, not_applicable or unanswered; value and choice are null
-- unless answered. cell is where the answer stands in its file, such as C14.
create table every_answer (
    wave varchar not null,
    is_demo boolean not null,
    municipality varchar not null,
    question varchar not null,
    value double,
    choice varchar,
    status varchar not null,
    cell varchar not null
);

-- One row per answer that was taken with a mark, and why: a reason of the codebook's
-- checks. previous_value is the wave before's, null where the mark is not about that.
create table every_warning (
    wave varchar not null,
    is_demo boolean not null,
    municipality varchar not null,
    question varchar not null,
    reason varchar not null,
    cell varchar not null,
    previous_value double
);

-- What is shown of the protected questions, and nothing else of them: one row per
-- published wave, question, region and answer.
-- region: an SKR group, a main group, or empty for the whole country. answer: the
-- lowest answer's key, above_lowest for any other, or for the country another answer's
-- key. respondents gave it, of answering, of responded. as_of is when that was
-- published; is_earlier says that the wave has been published anew since then.
create table every_protected_count (
    wave varchar not null,
    is_demo boolean not null,
    question varchar not null references question (question),
    region varchar not null,
    answer varchar not null,
    respondents integer not null,
    answering integer not null,
    responded integer not null,
    as_of varchar not null,
    is_earlier boolean not null,
    primary key (wave, is_demo, question, region, answer)
);

-- How many train AI on personal data or data under secrecy and have no routine for
-- protected data, of those who answered both: one row per published wave of which it
-- may be shown. as_of is when the count was published.
create table every_protected_risk (
    wave varchar not null,
    is_demo boolean not null,
    at_risk integer not null,
    answering integer not null,
    as_of varchar not null,
    primary key (wave, is_demo)
);

-- One row per figure of others by municipality and year: what it is, its unit and where
-- it comes from. note says what one value is; read_on is when it was fetched and
-- source_date its publisher's own date, both ISO and empty where nobody has said;
-- is_shipped: it comes with the project.
create table context_figures (
    figure varchar primary key,
    label_sv varchar not null,
    label_en varchar not null,
    unit_sv varchar not null,
    unit_en varchar not null,
    decimals integer not null,
    source varchar not null,
    source_en varchar not null,
    source_url varchar not null,
    licence varchar not null,
    licence_en varchar not null,
    read_on varchar not null,
    source_date varchar not null,
    note_sv varchar not null,
    note_en varchar not null,
    is_shipped boolean not null,
    position integer not null
);

-- One row per file that figures of others were taken from, and figure in it: a
-- publication. The project's own is number 0 and has no received.
create table context_publication (
    publication integer not null,
    figure varchar not null,
    file_name varchar not null,
    sha256 varchar not null,
    source_date varchar not null,
    received varchar not null,
    primary key (publication, figure)
);

-- One row per set of areas of one's own that is in force: what it is called, where it
-- comes from, the file that its areas are drawn by, as whole municipalities, and that
-- of their boundaries as they came, which reach from west to east and south to north in
-- degrees. There is no map_name where the areas answer for themselves.
create table area_set (
    area_set varchar primary key,
    title varchar not null,
    source varchar not null,
    source_url varchar not null,
    licence varchar not null,
    read_on varchar not null,
    source_date varchar not null,
    crs varchar not null,
    file_name varchar not null,
    sha256 varchar not null,
    received varchar not null,
    map_name varchar not null,
    boundary_name varchar not null,
    west double not null,
    south double not null,
    east double not null,
    north double not null,
    population_year integer,
    position integer not null
);

-- One row per area of a set: its size, and the centre of its largest part in degrees.
create table area (
    area_set varchar not null references area_set (area_set),
    area varchar not null,
    name varchar not null,
    area_km2 double not null,
    lon double not null,
    lat double not null,
    population integer,
    primary key (area_set, area)
);

-- One row per pair of areas that touch, along a line or at a point; km is between their
-- centres.
create table area_border (
    area_set varchar not null references area_set (area_set),
    area varchar not null,
    neighbour varchar not null,
    contact varchar not null,
    km double not null,
    primary key (area_set, area, neighbour)
);

-- One row per set and municipality that any of its areas holds some of. area is the one
-- that holds more than half, null where none does; share of the municipality (0 to 1)
-- lies there. is_split: a border runs through it. others are further areas, and shares.
create table area_member (
    area_set varchar not null references area_set (area_set),
    municipality varchar not null references municipality (municipality),
    area varchar,
    share double not null,
    is_split boolean not null,
    others varchar not null,
    primary key (area_set, municipality)
);

-- One row per figure, municipality, year and publication: a later publication stands
-- beside the earlier one, and is the one in force. No keys: their indexes would cost
-- more than all the rest of taking a large file in.
-- status: value, missing (unknown or too uncertain), secret or not_applicable; value is
-- null unless status is value. place is the line, cell or position in its file.
create table every_context_value (
    figure varchar not null,
    municipality_code varchar not null,
    year integer not null,
    value double,
    status varchar not null,
    place varchar not null,
    publication integer not null,
    check (
        status in ('value', 'missing', 'secret', 'not_applicable')
        and (status = 'value') = (value is not null)
    )
);
