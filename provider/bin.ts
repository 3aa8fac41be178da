#!/usr/bin/env node
/** Executable `pulumi-resource-oos`, for engines that find plugins on PATH. */
import "./main";
