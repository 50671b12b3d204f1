package io.acequia.http.source;

import io.acequia.testkit.PluginManifestContract;

class PluginManifestTest extends PluginManifestContract {}
