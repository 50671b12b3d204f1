package io.acequia.smt;

import io.acequia.testkit.PluginManifestContract;

class PluginManifestTest extends PluginManifestContract {}
