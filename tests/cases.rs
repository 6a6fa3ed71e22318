//! Pages that extractors get wrong: how many come out right is a floor.

use judge::cases::{self, Case, Faults};
use judge::corpus::shared_folder;
use judge::floors::Floors;

#[test]
fn no_fewer_cases_pass_than_the_floors_say() {
    let Some(shared) = shared_folder() else {
        println!("SKIPPED: no shared folder with cases; set BODYCOPY_SHARED to it");
        return;
    };
    let cases = cases::read(&shared).expect("the cases can be read");
    let results: Vec<(&Case, Faults)> = cases
        .iter()
        .map(|case| (case, case.check().expect("the case's page can be read")))
        .collect();
    println!("{}", cases::table(&results));

    let passing = |is_right: fn(&Faults) -> bool| {
        results
            .iter()
            .filter(|(_, faults)| is_right(faults))
            .count()
    };
    let (body, all) = (passing(Faults::body_right), passing(Faults::all_right));
    println!(
        "{body} bodies right, {all} right in all, of {}",
        results.len()
    );

    let floors = Floors::read().expect("the floors can be read");
    for (name, passed) in [("cases_body", body), ("cases_all", all)] {
        let floor = floors.get(name).expect("the floor is there");
        assert!(
            passed as f64 >= floor,
            "{name}: {passed} pass, {floor} must"
        );
    }
}
