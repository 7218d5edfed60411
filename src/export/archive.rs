//! Zip files: no moment and no owner, so that the same content makes the same bytes.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

/// An archive of these files, in this order. Fails where it cannot be made.
pub(super) fn pack<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Vec<u8>, String> {
    let pack = || -> zip::result::ZipResult<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        for (name, body) in files {
            zip.start_file(name, options)?;
            zip.write_all(body)?;
        }
        Ok(zip.finish()?.into_inner())
    };
    pack().map_err(|error| error.to_string())
}
