package io.acequia.jdbc.sink;

import io.acequia.testkit.PluginManifestContract;

class PluginManifestTest extends PluginManifestContract {}
