// Pins the Pulumi engine that tools/engine.mjs builds when no Pulumi distribution can be had.
// The replace lines repeat those of the engine's own module: Go applies them only in the main module.
module pulumi-oos.invalid/engine

go 1.24.7

require github.com/pulumi/pulumi/pkg/v3 v3.220.0

replace github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e

replace github.com/sergi/go-diff => github.com/sergi/go-diff v1.1.0
