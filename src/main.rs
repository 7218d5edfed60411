//! One package, two faces: the app on `wasm32`, the command line elsewhere.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    konspekt::cli::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    konspekt::ui::start(|drawing| cut::far(drawing));
}

/// Where the build cuts the binary in two. The splitter knows such a place by the names: it moves what only the export
/// leads to into another file, and lets calls of the import lead to the export. Here and not in the library, as the
/// worker's binary has no such cut.
#[cfg(target_arch = "wasm32")]
mod cut {
    use konspekt::ui::later::Drawing;

    // What passes is plain Rust on both sides, which are one program.
    #[allow(improper_ctypes)]
    #[link(wasm_import_module = "__wasm_split_placeholder__")]
    unsafe extern "C" {
        #[link_name = "__wasm_split_00later00_import_00000000000000000000000000000001"]
        pub safe fn far(drawing: &mut Drawing);
    }

    #[allow(improper_ctypes_definitions)]
    #[unsafe(export_name = "__wasm_split_00later00_export_00000000000000000000000000000001")]
    extern "C" fn near(drawing: &mut Drawing) {
        drawing.draw();
    }
}
