//! The arguments of `so35`, with help in the language asked for.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use so35::error::Result;
use so35::words::{Language, Words};

/// The language of answers and help: `--lang`, else `SO35_LANG`, else Vietnamese. Read before clap, because
/// the help itself depends on it.
pub fn language(args: impl Iterator<Item = String>) -> Language {
    let mut args = args.peekable();
    let mut said = std::env::var("SO35_LANG").ok();
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            said = args.peek().cloned();
        } else if let Some(value) = arg.strip_prefix("--lang=") {
            said = Some(value.to_owned());
        }
    }
    if said.as_deref() == Some("en") { Language::En } else { Language::Vi }
}

/// The whole command line.
pub fn command(words: &Words) -> Command {
    let about = |key: &str| words.get(&format!("cli.{key}"));
    let option = |name: &'static str, key: &str| Arg::new(name).long(name).value_name(name.to_uppercase()).help(about(key));
    let path = |name: &'static str, key: &str| option(name, key).value_parser(value_parser!(PathBuf));
    let number = |name: &'static str, key: &str| option(name, key).value_parser(value_parser!(u32));
    let flag = |name: &'static str, key: &str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(about(key));
    let verb = |name: &'static str| Command::new(name).about(words.get(&format!("cli.verb.{name}")));
    Command::new("so35")
        .version(env!("CARGO_PKG_VERSION"))
        .about(about("about"))
        .after_help(about("exit_codes"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(path("book", "book").global(true))
        .arg(flag("json", "json").global(true))
        .arg(option("lang", "lang").value_parser(["vi", "en"]).global(true))
        .subcommand(verb("new").arg(option("seed", "new.seed")).arg(option("office", "new.office_help")).arg(option("person", "new.person_help")))
        .subcommand(verb("commands").arg(flag("typescript", "commands.typescript")))
        .subcommand(
            verb("call")
                .arg(Arg::new("name").value_name("NAME").required(true).help(about("call.name")))
                .arg(Arg::new("body").value_name("JSON").help(about("call.body"))),
        )
        .subcommand(verb("rpc").arg(path("folder", "rpc.folder")))
        .subcommand(
            verb("chart")
                .arg(Arg::new("kind").value_name("KIND").help(about("chart.kind")))
                .arg(flag("list", "chart.list"))
                .arg(path("gallery", "chart.gallery"))
                .arg(option("indicator", "chart.indicator"))
                .arg(option("indicators", "chart.indicators").value_delimiter(','))
                .arg(option("as-of", "as_of"))
                .arg(option("since", "chart.since"))
                .arg(option("task", "chart.task"))
                .arg(option("measure", "chart.measure").value_parser(["overdue", "completion", "on_time", "late", "count"]))
                .arg(option("by", "chart.by").value_parser(["focus_area", "agency", "document", "period"]))
                .arg(option("basis", "basis").value_parser(["current", "original"]))
                .arg(option("focus-area", "chart.focus_area"))
                .arg(option("agency", "chart.agency"))
                .arg(option("group", "chart.group"))
                .arg(option("document", "chart.document"))
                .arg(option("period", "chart.period"))
                .arg(option("calendar", "chart.calendar").value_parser(["administrative", "statistical"]))
                .arg(option("title", "chart.title"))
                .arg(option("theme", "chart.theme").value_parser(["light", "dark", "print"]))
                .arg(number("width", "chart.width"))
                .arg(number("height", "chart.height"))
                .arg(number("scale", "chart.scale").value_parser(value_parser!(u32).range(1..=4)))
                .arg(option("out", "out")),
        )
        .subcommand(
            verb("briefing")
                .arg(option("as-of", "as_of"))
                .arg(option("title", "briefing.title"))
                .arg(option("template", "briefing.template"))
                .arg(option("briefing", "briefing.briefing").conflicts_with("template"))
                .arg(option("agency", "briefing.agency"))
                .arg(option("focus-area", "briefing.focus_area"))
                .arg(option("indicator", "chart.indicator"))
                .arg(option("period", "briefing.period"))
                .arg(option("basis", "basis").value_parser(["current", "original"]))
                .arg(option("each", "briefing.each"))
                .arg(option("split", "briefing.split").value_parser(["one", "agency", "group"]).requires("each"))
                .arg(option("name-rule", "briefing.name_rule").requires("each"))
                .arg(flag("leave-out-empty", "briefing.leave_out_empty").requires("each"))
                .arg(option("out-dir", "briefing.out_dir").requires("each"))
                .arg(option("out", "out")),
        )
        .subcommand(
            verb("register")
                .arg(option("as-of", "as_of"))
                .arg(option("basis", "basis").value_parser(["current", "original"]))
                .arg(option("order", "register.order").value_parser(["office", "commune"]))
                .arg(option("group-by", "register.group_by").value_parser(["focus_area", "agency", "status", "document", "deadline_month", "owner", "priority"]))
                .arg(option("paper", "register.paper").value_parser(["a4", "a3"]))
                .arg(option("out", "register.out")),
        )
        .subcommand(
            verb("summary")
                .arg(option("as-of", "as_of"))
                .arg(option("basis", "basis").value_parser(["current", "original"]))
                .arg(option("by", "summary.by").value_parser(["agency", "focus_area", "document"]))
                .arg(option("paper", "register.paper").value_parser(["a4", "a3"]))
                .arg(option("out", "register.out")),
        )
        .subcommand(
            verb("import")
                .arg(Arg::new("files").value_name("FILE").required(true).num_args(1..).value_parser(value_parser!(PathBuf)).help(about("import.files")))
                .arg(flag("plan", "import.plan"))
                .arg(path("answers", "import.answers").action(ArgAction::Append))
                .arg(flag("ready", "import.ready").conflicts_with("plan"))
                .arg(option("out", "import.out").requires("plan")),
        )
        .subcommand(
            verb("form")
                .arg(option("agency", "form.agency").required_unless_present("group"))
                .arg(option("group", "form.group").conflicts_with("agency"))
                .arg(option("period", "form.period").required(true))
                .arg(option("calendar", "chart.calendar").value_parser(["administrative", "statistical"]))
                .arg(option("indicators", "form.indicators").value_delimiter(','))
                .arg(flag("tasks", "form.tasks"))
                .arg(option("return-by", "form.return_by"))
                .arg(option("return-to", "form.return_to"))
                .arg(option("out-dir", "form.out_dir").requires("group"))
                .arg(option("out", "form.out").requires("agency")),
        )
        .subcommand(
            verb("export")
                .arg(option("to", "export.to").required(true))
                .arg(option("period", "export.period"))
                .arg(flag("changes", "export.changes"))
                .arg(flag("encrypt", "export.encrypt"))
                .arg(option("out", "out")),
        )
        .subcommand(
            verb("table")
                .arg(option("of", "table.of").required(true))
                .arg(option("format", "table.format").value_parser(["xlsx", "csv_vietnamese", "csv_plain", "json", "sdmx"]))
                .arg(option("out", "out")),
        )
        .subcommand(verb("backup").arg(option("out", "out")))
        .subcommand(
            verb("restore").arg(Arg::new("from").value_name("FILE").required(true).value_parser(value_parser!(PathBuf)).help(about("restore.from"))),
        )
        .subcommand(verb("check"))
        .subcommand(
            verb("completions").arg(
                Arg::new("shell").value_name("SHELL").required(true).value_parser(value_parser!(clap_complete::Shell)).help(about("completions.shell")),
            ),
        )
}

/// Writes the completions of a shell to stdout.
pub fn completions(given: &ArgMatches, words: &Words) -> Result<()> {
    if let Some(shell) = given.get_one::<clap_complete::Shell>("shell") {
        clap_complete::generate(*shell, &mut command(words), "so35", &mut std::io::stdout());
    }
    Ok(())
}
