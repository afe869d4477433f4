META
key;value
description;Thornbeck decides together
num_projects;4
num_votes;10
budget;1000
vote_type;approval
PROJECTS
project_id;cost;category;name
cycle;400;road;Cycle lane on Mill Road
garden;180;green;Garden for the sheltered homes
library;240;indoors;Library open on Saturdays
playground;500;green;New playground
VOTES
voter_id;vote
Ana;playground,cycle
Ben;playground,cycle
Cat;playground,cycle
Dan;playground,cycle
Eve;playground,cycle
Fay;playground
Gus;library
Hal;library,garden
Ivy;library,garden
Jon;garden
