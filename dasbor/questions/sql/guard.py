"""What an analyst's statement may name: lists of what is allowed, never of what is forbidden.

Works on the tree DuckDB itself makes of a statement (``json_serialize_sql``), so nothing hides
behind comments, quotes or spelling. What the tree has and these lists have not is refused.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NODES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
SOURCES = _words("BASE_TABLE JOIN SUBQUERY TABLE_FUNCTION EMPTY EXPRESSION_LIST PIVOT SHOW_REF")
PARTS = _words(
    "ORDER_MODIFIER LIMIT_MODIFIER LIMIT_PERCENT_MODIFIER DISTINCT_MODIFIER"
    " ORDER_DEFAULT ASCENDING DESCENDING"
)
EXPRESSIONS = _words(
    "COLUMN_REF CONSTANT FUNCTION OPERATOR COMPARISON CONJUNCTION TYPE CASE CAST STAR WINDOW"
    " SUBQUERY BETWEEN LAMBDA LAMBDA_REF POSITIONAL_REFERENCE COLLATE"
)
SHOWN = frozenset({"SUMMARY", "DESCRIBE"})  # of a table that is checked like any other
TABLE_FUNCTIONS = frozenset({"range", "generate_series", "unnest"})
FUNCTIONS = _words(
    """
    + - * / % // ** ^ || ~~ !~~ ~~* !~~* ~~~ ~ & | << >> -> ->> @> <@ && @ ! xor ^@
    abs ceil ceiling floor round round_even trunc sign sqrt cbrt exp ln log log10 log2 pow power
    mod fmod fdiv divide gcd lcm pi radians degrees sin cos tan asin acos atan atan2 cot even
    factorial greatest least isnan isinf isfinite random add subtract multiply
    coalesce nullif ifnull if typeof hash md5 sha256 try
    lower upper lcase ucase trim ltrim rtrim length len strlen char_length
    octet_length character_length
    substr substring left right replace translate concat concat_ws repeat reverse lpad rpad
    contains starts_with ends_with prefix suffix instr strpos position split_part string_split
    str_split split string_split_regex str_split_regex regexp_split_to_array ascii chr unicode ord
    format printf strip_accents nfc_normalize initcap like_escape ilike_escape not_like_escape
    not_ilike_escape regexp_matches regexp_full_match regexp_extract regexp_extract_all
    regexp_replace regexp_escape jaro_similarity jaro_winkler_similarity levenshtein editdist3
    damerau_levenshtein hamming jaccard mismatches bar format_bytes string_to_array
    date_part datepart date_trunc datetrunc date_diff datediff date_sub datesub date_add age
    year month day quarter week weekday dayofweek isodow dayofmonth dayofyear weekofyear isoyear
    yearweek decade century hour minute second epoch epoch_ms last_day dayname monthname julian
    days_in_month make_date make_time make_timestamp strftime strptime try_strptime to_timestamp
    time_bucket today now get_current_timestamp current_date get_current_time current_localtimestamp
    to_years to_months to_weeks to_days to_hours to_minutes to_seconds timezone
    count count_star count_if countif sum avg mean min max median mode stddev stddev_pop stddev_samp
    variance var_pop var_samp skewness kurtosis corr covar_pop covar_samp regr_avgx regr_avgy
    regr_count regr_intercept regr_r2 regr_slope mad entropy product fsum favg kahan_sum geomean
    geometric_mean quantile quantile_cont quantile_disc approx_quantile approx_count_distinct
    bool_and bool_or bit_and bit_or bit_count first last any_value
    arbitrary arg_max arg_min argmax argmin
    max_by min_by string_agg group_concat listagg array_agg list histogram grouping
    sum_no_overflow weighted_avg wavg first_value last_value nth_value row_number rank dense_rank
    rank_dense percent_rank cume_dist ntile lag lead
    list_value list_pack array_value list_contains list_has array_contains array_has list_has_any
    list_has_all array_has_any array_has_all list_position list_indexof array_position
    list_transform list_apply array_transform apply list_filter array_filter filter list_reduce
    reduce list_sort array_sort list_reverse_sort list_reverse array_reverse list_distinct
    array_distinct list_unique list_sum list_avg list_min list_max list_count list_median
    list_first list_last list_any_value list_string_agg list_aggregate list_aggr array_to_string
    list_concat list_cat array_concat list_append list_prepend array_append array_prepend
    list_extract array_extract list_element element_at list_slice array_slice list_zip array_length
    list_intersect list_resize flatten unnest range generate_series cardinality array_slice
    struct_pack struct_extract struct_extract_at struct_insert row map map_keys map_values
    map_entries map_extract map_extract_value map_contains map_from_entries
    json_extract json_extract_string json_array_length json_keys json_valid to_json json_object
    json_array equi_width_bins is_histogram_other_bin __between
    """
)
# Words that the binder turns into calls where no column of that name is at hand.
SESSION_WORDS = _words(
    "current_catalog current_database current_role current_schema current_user session_user user"
    " system_user"
)
# What a store notes of itself and no child can open: refused by name too, to say so.
NOTES = _words("versi temuan dasar_berkas")
# list_aggregate names another function in a string; none of those reads anything but the list.
PLAIN_NAME = re.compile(r"(?!duckdb_|pg_|pragma_|sqlite_)[a-z_][a-z0-9_]*")


@dataclass(frozen=True)
class Permitted:
    """What the store offers to analysts: tables, and macros of our own.

    ``closed`` are all other names of its catalogue: no CTE may borrow one, since outside of its
    scope the name would mean the real thing.
    """

    tables: frozenset[str]
    macros: frozenset[str] = frozenset()
    table_macros: frozenset[str] = frozenset()
    closed: frozenset[str] = field(default=frozenset(), repr=False)


class Refused(Exception):
    """A statement that names what it may not: ``rule`` of ``words.REFUSALS``, the name, where."""

    def __init__(self, rule: str, name: str = "", position: int | None = None) -> None:
        super().__init__(rule)
        self.rule, self.name, self.position = rule, name, position


def check(tree: Mapping[str, Any], permitted: Permitted) -> set[str]:
    """The public tables and table macros that a serialised SELECT reads. Raises ``Refused``."""
    common = {str(name).lower() for name in _common_tables(tree)}
    for name in common:
        if not PLAIN_NAME.fullmatch(name) or name in permitted.closed | NOTES:
            raise Refused("nama_with", name)
    return set(_read(tree, permitted, common))


def _common_tables(tree: Any) -> Iterator[str]:
    for node in _dicts(tree):
        if "cte_map" in node:
            yield from (entry["key"] for entry in node["cte_map"]["map"])
        if node.get("type") in ("RECURSIVE_CTE_NODE", "CTE_NODE"):
            yield node["cte_name"]


def _dicts(tree: Any) -> Iterator[Mapping[str, Any]]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def _read(tree: Any, permitted: Permitted, common: Collection[str]) -> Iterator[str]:
    table_calls = {
        id(node["function"]) for node in _dicts(tree) if node.get("type") == "TABLE_FUNCTION"
    }
    for node in _dicts(tree):
        if "class" in node:
            yield from _expression(node, permitted, id(node) in table_calls)
        elif isinstance(node.get("type"), str):
            yield from _source(node, permitted, common)


def _expression(node: Mapping[str, Any], permitted: Permitted, table_call: bool) -> Iterator[str]:
    if node["class"] == "PARAMETER":
        raise Refused("parameter", "", _place(node))
    if node["class"] not in EXPRESSIONS:
        raise Refused("bentuk", str(node["class"]).lower(), _place(node))
    if node["class"] == "COLUMN_REF" and str(node["column_names"][-1]).lower() in SESSION_WORDS:
        raise Refused("fungsi", str(node["column_names"][-1]).lower(), _place(node))
    if "function_name" not in node:
        return
    name = str(node["function_name"]).lower()
    macros = permitted.table_macros if table_call else permitted.macros
    allowed = TABLE_FUNCTIONS if table_call else FUNCTIONS
    if node.get("schema") or node.get("catalog") or name not in allowed | macros:
        raise Refused("fungsi", name, _place(node))
    if table_call and name in macros:
        yield name


def _source(
    node: Mapping[str, Any], permitted: Permitted, common: Collection[str]
) -> Iterator[str]:
    kind = node["type"]
    if kind not in NODES | SOURCES | PARTS:
        raise Refused("bentuk", kind.lower().replace("_", " "), _place(node))
    if kind == "SHOW_REF" and (node["show_type"] not in SHOWN or not node["query"]):
        raise Refused("tunjuk", "", _place(node))
    if kind != "BASE_TABLE":
        return
    name = str(node["table_name"]).lower()
    path = node.get("qualified_name", {}).get("path", [name])
    if node["schema_name"] or node["catalog_name"] or len(path) > 1:
        raise Refused("nama_panjang", ".".join(map(str, path)), _place(node))
    if name in permitted.tables:
        yield name
    elif name not in common:
        raise Refused("tabel", name, _place(node))


def _place(node: Mapping[str, Any]) -> int | None:
    """Where a node begins in the text, in bytes; unknown for what the parser made up."""
    place = node.get("query_location")
    return place if isinstance(place, int) and place < 2**62 else None
