package io.acequia.avro.converter;

import io.acequia.testkit.PluginManifestContract;

class PluginManifestTest extends PluginManifestContract {}
