#!/usr/bin/env python3
"""Writes cities.mmdb and moved.mmdb beside this file: pip install mmdb_writer==0.2.7 netaddr

Addresses of RFC 5737 and RFC 3849, in the layout of GeoLite2 City.
"""

import pathlib

from mmdb_writer import MMDBWriter
from netaddr import IPSet

FOLDER = pathlib.Path(__file__).parent


def place(city, region):
    return {
        "city": {"names": {"en": city, "de": city + " (de)"}},
        "subdivisions": [{"iso_code": "XX", "names": {"en": region}}],
        "country": {"iso_code": "CH", "names": {"en": "Switzerland", "de": "Schweiz"}},
        "location": {"latitude": 47.3667, "longitude": 8.55, "time_zone": "Europe/Zurich"},
    }


def write(name, city):
    writer = MMDBWriter(
        ip_version=6,
        ipv4_compatible=True,
        database_type="GeoLite2-City",
        languages=["en", "de"],
        float_type="f64",
    )
    writer.insert_network(IPSet(["192.0.2.0/24", "2001:db8::/48"]), place(city, "Canton X"))
    writer.insert_network(
        IPSet(["198.51.100.0/24"]), {"country": {"iso_code": "NO", "names": {"en": "Norway"}}}
    )
    # A record that must never be asked for.
    writer.insert_network(IPSet(["10.0.0.0/8"]), place("Private", "Private"))
    writer.to_db_file(str(FOLDER / name))


write("cities.mmdb", "Zurich")
write("moved.mmdb", "Winterthur")
