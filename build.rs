//! The page's binary keeps what its linker knew of it, without which it could not be cut in two; and every binary knows the form in
//! which results travel ([`konspekt::work::parcel`]), as a stamp of the files that make it.

use std::fs;

/// What defines that form: the bytes of each type, and the types. `tests/suite/form.rs` sees to it that none is missing.
const FORM: [&str; 20] = [
    "src/card/mod.rs",
    "src/chart/mod.rs",
    "src/chart/scene/mod.rs",
    "src/document.rs",
    "src/extract/claim/mod.rs",
    "src/extract/entity/mod.rs",
    "src/extract/mod.rs",
    "src/extract/number/mod.rs",
    "src/extract/time/edtf/mod.rs",
    "src/extract/time/edtf/text.rs",
    "src/extract/time/mod.rs",
    "src/fact/evidence.rs",
    "src/fact/id.rs",
    "src/fact/mod.rs",
    "src/relate/mod.rs",
    "src/segment/mod.rs",
    "src/span.rs",
    "src/work/mod.rs",
    "src/work/wire/mod.rs",
    "src/work/wire/plain.rs",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // FNV-1a over what is no remark, no test and no space, so that no such change makes another form.
    let mut stamp = 0xcbf2_9ce4_8422_2325_u64;
    for file in FORM {
        println!("cargo::rerun-if-changed={file}");
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let lines = text.lines().map(str::trim).take_while(|line| *line != "mod tests {");
        for line in lines.filter(|line| !line.starts_with("//")) {
            for byte in line.bytes() {
                stamp = (stamp ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    println!("cargo::rustc-env=KONSPEKT_FORM={stamp:016x}");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-bin=konspekt=--emit-relocs");
    }
}
