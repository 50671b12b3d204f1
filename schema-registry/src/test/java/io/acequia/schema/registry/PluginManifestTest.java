package io.acequia.schema.registry;

import io.acequia.testkit.PluginManifestContract;

class PluginManifestTest extends PluginManifestContract {}
