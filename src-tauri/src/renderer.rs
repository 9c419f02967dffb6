//! How WebKitGTK may draw. Its fast way (DMA-BUF) shows a blank window where there is no graphics device
//! and on NVIDIA's own driver; switched off everywhere it would draw by processor alone.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// What WebKitGTK reads once, before its first window.
const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Starts the program anew with the fast way switched off where it would fail; a person's own setting stands.
pub fn choose() {
    if std::env::var_os(SWITCH).is_some() || !must_be_off(Path::new("/dev/dri"), Path::new("/proc/driver/nvidia/version")) {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    // The environment of a running program cannot be changed safely beside other threads; replacing the
    // program by itself keeps its process id and takes about a millisecond.
    let error = Command::new(program).args(std::env::args_os().skip(1)).env(SWITCH, "1").exec();
    eprintln!("so35-desktop: {error}");
}

fn must_be_off(devices: &Path, nvidia: &Path) -> bool {
    let is_render_node = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with("renderD");
    let has_device = std::fs::read_dir(devices).is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| is_render_node(&entry.file_name())))
    });
    !has_device || nvidia.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fast_way_needs_a_device_that_is_not_nvidias() {
        let folder = std::env::temp_dir().join(format!("so35-renderer-{}", std::process::id()));
        let (devices, nvidia) = (folder.join("dri"), folder.join("nvidia"));
        assert!(must_be_off(&devices, &nvidia), "no devices at all");
        std::fs::create_dir_all(&devices).unwrap();
        std::fs::create_dir(devices.join("card0")).unwrap();
        assert!(must_be_off(&devices, &nvidia), "a screen, but nothing that renders");
        std::fs::create_dir(devices.join("renderD128")).unwrap();
        assert!(!must_be_off(&devices, &nvidia));
        std::fs::create_dir(&nvidia).unwrap();
        assert!(must_be_off(&devices, &nvidia), "NVIDIA's own driver");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
