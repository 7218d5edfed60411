//! The page's binary keeps what its linker knew of it, without which it could not be cut in two.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-bin=konspekt=--emit-relocs");
    }
}
