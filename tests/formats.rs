//! Problems for programs: `--format json`, `github` and `sarif`.

use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Run, TestSite};

/// A duplicate id (two places), a warning, and a path that needs escaping.
const SITE: &str = "
    //- content/a, b: 100%.md
    ---
    title: Page
    ---
    ## Größe?
    <!-- id: a -->

    ## Ω, or what?
    <!-- id: a -->

    [Nothing](gone.md)
    ";

fn check(site: &str, arguments: &[&str]) -> Run {
    let mut all = vec!["check", "--format"];
    all.extend(arguments);
    let run = TestSite::new(site).run(&all);
    assert_eq!(
        run.stderr, "",
        "problems go to standard output, and nothing else"
    );
    run
}

#[test]
fn json_is_one_object_a_problem_and_a_line() {
    let run = check(SITE, &["json"]);
    assert_eq!(run.code, Some(1));
    expect![[r#"
        {"code":"empty-answer","severity":"warning","message":"an empty answer","path":"content/a, b: 100%.md","line":4,"column":1,"end_line":4,"end_column":10,"label":"has no answer","help":"write the answer below the heading"}
        {"code":"duplicate-id","severity":"error","message":"the id `a` is used twice","path":"content/a, b: 100%.md","line":8,"column":10,"end_line":8,"end_column":11,"label":"given again here","help":"choose another id: readers' progress hangs on it","related":[{"path":"content/a, b: 100%.md","line":5,"column":10,"end_line":5,"end_column":11,"label":"first given here"}]}
        {"code":"broken-link","severity":"error","message":"broken link to `gone.md`","path":"content/a, b: 100%.md","line":10,"column":11,"end_line":10,"end_column":18,"label":"no such file","help":"write the path of a `.md` file, relative to this one"}
    "#]].assert_eq(&run.stdout);
    for line in run.stdout.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        assert!(value.is_object());
    }
}

#[test]
fn json_of_a_site_without_problems_is_empty() {
    let run = check("", &["json", "--quiet"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
}

#[test]
fn github_gets_workflow_commands_with_escapes() {
    let run = check(SITE, &["github"]);
    assert_eq!(run.code, Some(1));
    expect![[r#"
        ::warning file=content/a%2C b%3A 100%25.md,line=4,endLine=4,col=1,endColumn=10,title=empty-answer::an empty answer (has no answer)%0Ahelp: write the answer below the heading
        ::error file=content/a%2C b%3A 100%25.md,line=8,endLine=8,col=10,endColumn=11,title=duplicate-id::the id `a` is used twice (given again here)%0Acontent/a, b: 100%25.md:5: first given here%0Ahelp: choose another id: readers' progress hangs on it
        ::error file=content/a%2C b%3A 100%25.md,line=10,endLine=10,col=11,endColumn=18,title=broken-link::broken link to `gone.md` (no such file)%0Ahelp: write the path of a `.md` file, relative to this one
    "#]].assert_eq(&run.stdout);
}

#[test]
fn strict_makes_errors_of_warnings_in_every_format() {
    const WARNING: &str = "---\ntitle: Page\n---\n## What?\n<!-- id: what -->\n";
    for (format, warning, error) in [
        ("json", "\"severity\":\"warning\"", "\"severity\":\"error\""),
        ("github", "::warning ", "::error "),
        ("sarif", "\"level\": \"warning\"", "\"level\": \"error\""),
    ] {
        let lenient = check(WARNING, &[format]);
        assert_eq!(lenient.code, Some(0), "{format}");
        assert!(lenient.stdout.contains(warning), "{format}");
        assert!(!lenient.stdout.contains(error), "{format}");
        let strict = check(WARNING, &[format, "--strict"]);
        assert_eq!(strict.code, Some(1), "{format}");
        assert!(strict.stdout.contains(error), "{format}");
    }
}

#[test]
fn sarif_holds_rules_results_and_related_places() {
    let run = check(SITE, &["sarif"]);
    assert_eq!(run.code, Some(1));
    expect![[r#"
        {
          "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": {
                "driver": {
                  "name": "hotseat",
                  "version": "0.1.0",
                  "rules": [
                    {
                      "id": "empty-answer",
                      "defaultConfiguration": {
                        "level": "warning"
                      },
                      "help": {
                        "text": "hotseat explain empty-answer"
                      }
                    },
                    {
                      "id": "duplicate-id",
                      "defaultConfiguration": {
                        "level": "error"
                      },
                      "help": {
                        "text": "hotseat explain duplicate-id"
                      }
                    },
                    {
                      "id": "broken-link",
                      "defaultConfiguration": {
                        "level": "error"
                      },
                      "help": {
                        "text": "hotseat explain broken-link"
                      }
                    }
                  ]
                }
              },
              "columnKind": "unicodeCodePoints",
              "results": [
                {
                  "ruleId": "empty-answer",
                  "ruleIndex": 0,
                  "level": "warning",
                  "message": {
                    "text": "an empty answer\nhelp: write the answer below the heading"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "content/a,%20b%3A%20100%25.md"
                        },
                        "region": {
                          "startLine": 4,
                          "startColumn": 1,
                          "endLine": 4,
                          "endColumn": 10
                        }
                      },
                      "message": {
                        "text": "has no answer"
                      }
                    }
                  ],
                  "relatedLocations": []
                },
                {
                  "ruleId": "duplicate-id",
                  "ruleIndex": 1,
                  "level": "error",
                  "message": {
                    "text": "the id `a` is used twice\nhelp: choose another id: readers' progress hangs on it"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "content/a,%20b%3A%20100%25.md"
                        },
                        "region": {
                          "startLine": 8,
                          "startColumn": 10,
                          "endLine": 8,
                          "endColumn": 11
                        }
                      },
                      "message": {
                        "text": "given again here"
                      }
                    }
                  ],
                  "relatedLocations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "content/a,%20b%3A%20100%25.md"
                        },
                        "region": {
                          "startLine": 5,
                          "startColumn": 10,
                          "endLine": 5,
                          "endColumn": 11
                        }
                      },
                      "message": {
                        "text": "first given here"
                      }
                    }
                  ]
                },
                {
                  "ruleId": "broken-link",
                  "ruleIndex": 2,
                  "level": "error",
                  "message": {
                    "text": "broken link to `gone.md`\nhelp: write the path of a `.md` file, relative to this one"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "content/a,%20b%3A%20100%25.md"
                        },
                        "region": {
                          "startLine": 10,
                          "startColumn": 11,
                          "endLine": 10,
                          "endColumn": 18
                        }
                      },
                      "message": {
                        "text": "no such file"
                      }
                    }
                  ],
                  "relatedLocations": []
                }
              ]
            }
          ]
        }
    "#]].assert_eq(&run.stdout);
}

#[test]
fn sarif_is_valid_by_its_schema() {
    let schema = std::fs::read_to_string(schema()).unwrap();
    let mut schema: Value = serde_json::from_str(&schema).unwrap();
    // Its pattern ends in a bracket too many, which the validator refuses; we set no language.
    for owner in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][owner]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern").unwrap();
    }
    let schema = jsonschema::validator_for(&schema).unwrap();
    for site in ["", SITE] {
        let run = check(site, &["sarif", "--quiet"]);
        let mut log: Value = serde_json::from_str(&run.stdout).unwrap();
        let errors: Vec<String> = schema
            .iter_errors(&log)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, [""; 0]);
        // The schema is the right one and is looked at: nonsense does not pass.
        log["runs"][0]["results"] = json!([{ "level": "fatal" }]);
        assert!(!schema.is_valid(&log));
    }
}

/// The SARIF schema, in the package of the crate `serde-sarif`, which is listed as a
/// dependency for that file alone.
fn schema() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages
        .iter()
        .find(|package| package["name"] == "serde-sarif")
        .unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    manifest.with_file_name("src").join("schema.json")
}

// Color.

#[test]
fn color_is_for_terminals_unless_asked_for() {
    let site = TestSite::new(SITE);
    let color = "\u{1b}[";
    assert!(!site.run(&["check"]).stderr.contains(color));
    assert!(
        !site
            .run(&["check", "--color", "never"])
            .stderr
            .contains(color)
    );
    assert!(
        site.run(&["check", "--color", "always"])
            .stderr
            .contains(color)
    );
}

// Exit status, and which stream.

#[test]
fn problems_for_people_go_to_standard_error() {
    let run = TestSite::new(SITE).run(&["check"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(
        run.stderr.ends_with("\n2 errors, 1 warning\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn explain_prints_the_long_text_of_a_code() {
    let site = TestSite::empty();
    let run = site.run(&["explain", "duplicate-id"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.contains("id"), "{}", run.stdout);
    let run = site.run(&["explain", "duplicate-idd"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    expect![[r#"
        error: no diagnostic `duplicate-idd`; did you mean `duplicate-id`?
    "#]]
    .assert_eq(&run.stderr);
}
