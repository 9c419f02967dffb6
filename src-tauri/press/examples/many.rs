#[path = "../tests/samples/mod.rs"]
mod samples;
fn main() {
    let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let l = samples::listing::register(n);
    let t = std::time::Instant::now();
    let p = so35_press::listing_pdf(&l, &|d, o| { if d%100<3 {eprint!("{d}/{o} ");} true }).unwrap();
    eprintln!("pdf {n} rows {} pages {} bytes {:?}", p.pages, p.bytes.len(), t.elapsed());
    std::fs::write("/tmp/pw/many.pdf", &p.bytes).unwrap();
    let t = std::time::Instant::now();
    let l2 = samples::listing::register(n + 7); let e = so35_press::listing_pdf(&l2, &|d, _| d < n as u64 / 4);
    eprintln!("stopped {:?} {:?}", e.is_err(), t.elapsed());
    let t = std::time::Instant::now();
    let b = so35_press::listing_xlsx(&l, &|_, _| true).unwrap();
    eprintln!("xlsx {} bytes {:?}", b.len(), t.elapsed());
    std::fs::write("/tmp/pw/many.xlsx", &b).unwrap();
    let s = std::fs::read_to_string("/proc/self/status").unwrap();
    eprintln!("{}", s.lines().find(|l| l.starts_with("VmHWM")).unwrap());
}
