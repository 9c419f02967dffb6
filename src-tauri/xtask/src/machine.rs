//! What the machine lacks to build the window and to test it: looked for by what must be there (a program,
//! a library), installed with apt on Debian and Ubuntu, named with its command everywhere else.

use std::fs;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::place;
use crate::say::Say;
use crate::step::step;

/// How much must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// To build and run the window.
    Window,
    /// To test it as well.
    Everything,
}

/// What shows that a part is there.
enum Sign {
    /// One of these programs on PATH.
    Program(&'static [&'static str]),
    /// A library that pkg-config finds.
    Library(&'static str),
    /// A file that lies beside a program of this name on PATH: a part of it that may be missing.
    Beside(&'static str, &'static str),
}

struct Part {
    sign: Sign,
    need: Need,
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
}

const fn part(sign: Sign, need: Need, debian: &'static str, fedora: &'static str, arch: &'static str) -> Part {
    Part { sign, need, debian, fedora, arch }
}

const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

const PARTS: &[Part] = &[
    part(Sign::Program(&["cc"]), Need::Window, "build-essential", "gcc gcc-c++ make", "base-devel"),
    part(Sign::Program(&["pkg-config"]), Need::Window, "pkg-config", "pkgconf-pkg-config", "pkgconf"),
    part(Sign::Library("webkit2gtk-4.1"), Need::Window, "libwebkit2gtk-4.1-dev", "webkit2gtk4.1-devel", "webkit2gtk-4.1"),
    part(Sign::Library("librsvg-2.0"), Need::Window, "librsvg2-dev", "librsvg2-devel", "librsvg"),
    part(Sign::Library("libsoup-3.0"), Need::Window, "libsoup-3.0-dev", "libsoup3-devel", "libsoup3"),
    part(Sign::Program(&["WebKitWebDriver"]), Need::Everything, "webkit2gtk-driver", "/usr/bin/WebKitWebDriver", "webkit2gtk-4.1"),
    part(Sign::Program(&["xvfb-run"]), Need::Everything, "xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    part(Sign::Program(&["xauth"]), Need::Everything, "xauth", "xorg-x11-xauth", "xorg-xauth"),
    part(Sign::Program(&["dbus-run-session"]), Need::Everything, "dbus", "dbus-daemon", "dbus"),
    part(Sign::Program(CHROMIUM), Need::Everything, "chromium", "chromium", "chromium"),
    part(Sign::Program(&["pdfinfo"]), Need::Everything, "poppler-utils", "poppler-utils", "poppler"),
    part(Sign::Program(&["soffice"]), Need::Everything, "libreoffice-calc-nogui", "libreoffice-calc", "libreoffice-fresh"),
    part(Sign::Beside("soffice", "libswlo.so"), Need::Everything, "libreoffice-writer-nogui", "libreoffice-writer", "libreoffice-fresh"),
];

impl Part {
    fn is_there(&self) -> bool {
        match self.sign {
            Sign::Program(names) => names.iter().any(|name| place::find(name).is_some()),
            Sign::Library(name) => succeeds("pkg-config", &["--exists", name]),
            // What stands on PATH may only lead to where the program lies.
            Sign::Beside(program, file) => place::find(program).and_then(|found| fs::canonicalize(found).ok()).is_some_and(|found| found.with_file_name(file).exists()),
        }
    }

    fn sign(&self) -> &'static str {
        match self.sign {
            Sign::Program(names) => names.first().copied().unwrap_or_default(),
            Sign::Library(name) | Sign::Beside(_, name) => name,
        }
    }
}

/// The browser that tests drive, if there is one.
pub fn browser() -> Option<PathBuf> {
    CHROMIUM.iter().find_map(|name| place::find(name))
}

/// Whether the real window can be tested here: only WebKitGTK has a driver that can be installed.
pub fn has_driver() -> bool {
    cfg!(target_os = "linux")
}

#[derive(Debug, PartialEq, Eq)]
enum System {
    Debian,
    Ubuntu,
    Fedora,
    Arch,
    OtherLinux,
    MacOs,
    Windows,
}

fn system() -> System {
    if cfg!(windows) {
        System::Windows
    } else if cfg!(target_os = "macos") {
        System::MacOs
    } else {
        linux(&fs::read_to_string("/etc/os-release").unwrap_or_default())
    }
}

/// Which family a Linux belongs to, from its `os-release`.
fn linux(release: &str) -> System {
    let value = |key: &str| {
        release.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('=')).map(|value| value.trim_matches('"')).unwrap_or_default()
    };
    let names: Vec<&str> = value("ID").split(' ').chain(value("ID_LIKE").split(' ')).collect();
    let is = |name: &str| names.contains(&name);
    match () {
        () if is("ubuntu") => System::Ubuntu,
        () if is("debian") => System::Debian,
        () if is("fedora") || is("rhel") => System::Fedora,
        () if is("arch") => System::Arch,
        () => System::OtherLinux,
    }
}

/// Looks for what is needed and installs it, or says how to get it.
pub fn set_up(say: &Say, need: Need) -> Result<(), String> {
    say.both("Kiểm tra máy", "looking at the machine");
    let system = system();
    if matches!(system, System::MacOs | System::Windows) {
        return without_packages(&system);
    }
    let wanted = |part: &&Part| part.need == Need::Window || need == Need::Everything;
    let missing: Vec<&Part> = PARTS.iter().filter(wanted).filter(|part| !part.is_there()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = |pick: fn(&Part) -> &'static str| missing.iter().map(|part| pick(part)).collect::<Vec<_>>().join(" ");
    let ask = |command: String| Err(format!("Còn thiếu / missing: {}\n    {command}", names(Part::sign)));
    match system {
        System::Debian => with_apt(say, &names(|part| part.debian)),
        // Ubuntu has Chromium under another name.
        System::Ubuntu => with_apt(say, &names(|part| if part.debian == "chromium" { "chromium-browser" } else { part.debian })),
        System::Fedora => ask(format!("sudo dnf install {}", names(|part| part.fedora))),
        System::Arch => ask(format!("sudo pacman -S --needed {}", names(|part| part.arch))),
        _ => ask(format!("Các gói Debian tương ứng / the Debian packages are called: {}", names(|part| part.debian))),
    }
}

/// Installs packages with apt, as root or through sudo.
fn with_apt(say: &Say, packages: &str) -> Result<(), String> {
    let install = format!("apt-get install -y --no-install-recommends {packages}");
    let by_hand = format!("Còn thiếu / missing:\n    sudo apt-get update && sudo {install}");
    if place::find("apt-get").is_none() {
        return Err(by_hand);
    }
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|said| said.stdout.trim_ascii() == b"0");
    if !is_root && !may_use_sudo(say) {
        return Err(by_hand);
    }
    let apt = |args: &str| {
        let mut command = Command::new(if is_root { "env" } else { "sudo" });
        if !is_root {
            command.arg("env");
        }
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(args.split(' '));
        command
    };
    step(say, "apt-update", "Cập nhật danh mục gói (apt-get update)", "updating the list of packages", &mut apt("update"))?;
    let vi = format!("Cài {packages}");
    let install = install.trim_start_matches("apt-get ");
    step(say, "apt-install", &vi, "installing them", &mut apt(install)).map(|_| ())
}

/// Whether sudo works; a person at a terminal may type the password now.
fn may_use_sudo(say: &Say) -> bool {
    if place::find("sudo").is_none() {
        return false;
    }
    if succeeds("sudo", &["-n", "true"]) {
        return true;
    }
    if !std::io::stdin().is_terminal() {
        return false;
    }
    say.both("Cần quyền quản trị để cài gói (sudo)", "installing packages needs sudo");
    Command::new("sudo").arg("-v").status().is_ok_and(|status| status.success())
}

fn without_packages(system: &System) -> Result<(), String> {
    let missing: Vec<&str> = if *system == System::MacOs {
        let tools = succeeds("xcode-select", &["-p"]);
        [(!tools).then_some("Xcode Command Line Tools: xcode-select --install")].into_iter().flatten().collect()
    } else {
        const WEBVIEW2: &str = r"HKLM\SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
        let files = std::env::var_os("ProgramFiles(x86)").map(PathBuf::from).unwrap_or_default();
        let tools = files.join(r"Microsoft Visual Studio\Installer\vswhere.exe").exists();
        let view = succeeds("reg", &["query", WEBVIEW2]);
        [
            (!tools).then_some(
                "Visual Studio Build Tools (C++): winget install Microsoft.VisualStudio.2022.BuildTools --override \"--add Microsoft.VisualStudio.Workload.VCTools --passive\"",
            ),
            (!view).then_some("WebView2: winget install Microsoft.EdgeWebView2Runtime"),
        ]
        .into_iter()
        .flatten()
        .collect()
    };
    if missing.is_empty() { Ok(()) } else { Err(format!("Còn thiếu / missing:\n    {}", missing.join("\n    "))) }
}

fn succeeds(program: &str, args: &[&str]) -> bool {
    Command::new(program).args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linux_families_are_told_apart() {
        for (release, expect) in [
            ("ID=debian\nVERSION_ID=\"12\"", System::Debian),
            ("ID=ubuntu\nID_LIKE=debian", System::Ubuntu),
            ("ID=linuxmint\nID_LIKE=\"ubuntu debian\"", System::Ubuntu),
            ("NAME=Fedora\nID=fedora", System::Fedora),
            ("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"", System::Fedora),
            ("ID=manjaro\nID_LIKE=arch", System::Arch),
            ("ID=nixos", System::OtherLinux),
            ("", System::OtherLinux),
        ] {
            assert_eq!(linux(release), expect, "{release}");
        }
    }
}
