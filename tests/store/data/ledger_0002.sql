-- a ledger as version 0002 wrote it; never edited: every later version must still read it
PRAGMA application_id = 1128615503;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE blobs (
	id TEXT NOT NULL, 
	rev INTEGER NOT NULL, 
	valid_from TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	encoding TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	data BLOB NOT NULL, 
	CONSTRAINT pk_blobs PRIMARY KEY (id, rev), 
	CONSTRAINT uq_blobs_id UNIQUE (id)
);
INSERT INTO "blobs" VALUES('sha256:5e5ee2b3caf43ab7740a5718363fe6351fe3ded35b861153490a7be9c7bca891',1,'2026-11-27T08:24:18.906705Z','local','raw',70,X'546865206D696E6973747279207361696420666976652070656F706C65206469656420696E204B68617368616D2C20616D6F6E67207468656D204976616E20506574726F762E');
INSERT INTO "blobs" VALUES('sha256:f147d93fcbb9061790af6a8e3c8cc02a8e368d428c06a7e99a606fc98b0a6f51',1,'2026-11-27T08:24:19.068265Z','local','raw',16,X'4976616E20506574726F76207C203334');
CREATE TABLE claims (
	id TEXT NOT NULL, 
	rev INTEGER NOT NULL, 
	valid_from TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	extraction TEXT NOT NULL, 
	report TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	speaker TEXT NOT NULL, 
	measure TEXT NOT NULL, 
	low INTEGER, 
	best INTEGER, 
	high INTEGER, 
	stance TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	earliest TEXT, 
	latest TEXT, 
	place TEXT, 
	record TEXT NOT NULL, 
	CONSTRAINT pk_claims PRIMARY KEY (id, rev), 
	CONSTRAINT fk_claims_extraction FOREIGN KEY(extraction, report) REFERENCES extractions (id, report)
);
INSERT INTO "claims" VALUES('c-4upyvp4ijlqvq22y',1,'2026-11-27T08:24:19.044711Z','rules_en@1','x-w35x4kjzfmfcmevj','sha256:5e5ee2b3caf43ab7740a5718363fe6351fe3ded35b861153490a7be9c7bca891',18,'Ministry','killed',5,5,5,'asserts','incident','2018-02-07','2018-02-07','gn:1','{"anchors": [{"end": 34, "quote": "five people died", "start": 18}], "attributed_to": null, "cause": null, "count": {"best": 5, "hedge": "exact", "high": 5, "low": 5, "profile": "cenotaph-1", "text": "five"}, "extraction": {"by": "rules_en@1", "confidence": 0.9, "rules": ["said"]}, "fields": [], "group": null, "id": "c-4upyvp4ijlqvq22y", "measure": "killed", "modality": "fact", "part_of": null, "people": [{"affiliation": null, "age_group": "unknown", "age_high": null, "age_low": null, "aliases": [], "anchors": [{"end": 69, "quote": "Ivan Petrov", "start": 58}], "birth": null, "death": null, "death_period": null, "death_place": null, "death_place_ref": null, "external_ids": [], "family": null, "fate": "killed", "father": null, "given": null, "grandfather": null, "home_place": null, "id": "r-6zrjuntrsnm6dm6u", "informant": null, "informant_relation": null, "informant_sensitivity": "confidential", "list_id": null, "name": "Ivan Petrov", "occupation": null, "rank": null, "report": "sha256:5e5ee2b3caf43ab7740a5718363fe6351fe3ded35b861153490a7be9c7bca891", "row": null, "sensitivity": "public", "sex": "not_recorded", "status": "not_stated"}], "period": {"earliest": "2018-02-07", "latest": "2018-02-07", "precision": null, "text": "7 February"}, "place": {"country": null, "id": "gn:1", "lat": 35.3, "lon": 40.3, "name": null, "precision": null, "text": "Khasham", "within": []}, "report": "sha256:5e5ee2b3caf43ab7740a5718363fe6351fe3ded35b861153490a7be9c7bca891", "restates": null, "said_at": null, "scope": "incident", "sensitivity": "public", "speaker": {"country": null, "kind": "state", "name": "Ministry", "text": null}, "stance": "asserts", "supersedes": null, "via": []}');
CREATE TABLE control_areas (
	id TEXT NOT NULL, 
	rev INTEGER NOT NULL, 
	valid_from TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	name TEXT NOT NULL, 
	holder TEXT NOT NULL, 
	source TEXT NOT NULL, 
	as_of TEXT NOT NULL, 
	record TEXT NOT NULL, 
	CONSTRAINT pk_control_areas PRIMARY KEY (id, rev)
);
INSERT INTO "control_areas" VALUES('a-7oi665crwx3gi4yf',1,'2026-11-27T08:24:19.066883Z','local','West bank','Government','A map','2018-02-05','{"as_of": "2018-02-05", "geometry": "{\"type\": \"LineString\", \"coordinates\": [[40.1, 35.3], [40.3, 35.1]]}", "holder": {"country": null, "kind": "state", "name": "Government", "text": null}, "id": "a-7oi665crwx3gi4yf", "name": "West bank", "report": null, "side": "west", "source": "A map", "state": "controls", "url": null, "valid_from": null, "valid_to": null}');
CREATE TABLE extractions (
	id TEXT NOT NULL, 
	rev INTEGER NOT NULL, 
	valid_from TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	report TEXT NOT NULL, 
	report_rev INTEGER NOT NULL, 
	profile TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	n_claims INTEGER NOT NULL, 
	CONSTRAINT pk_extractions PRIMARY KEY (id, rev), 
	CONSTRAINT fk_extractions_report FOREIGN KEY(report, report_rev) REFERENCES reports (id, rev), 
	CONSTRAINT uq_extractions_id_report UNIQUE (id, report), 
	CONSTRAINT uq_extractions_report_seq UNIQUE (report, seq)
);
INSERT INTO "extractions" VALUES('x-w35x4kjzfmfcmevj',1,'2026-11-27T08:24:19.034638Z','rules_en@1','sha256:5e5ee2b3caf43ab7740a5718363fe6351fe3ded35b861153490a7be9c7bca891',1,'cenotaph-1',1,1);
INSERT INTO "extractions" VALUES('x-gsvmasrmcmukpzwj',1,'2026-11-27T08:24:19.078954Z','local','sha256:f147d93fcbb9061790af6a8e3c8cc02a8e368d428c06a7e99a606fc98b0a6f51',1,'l-y6rdauiqpsrhcxmd',1,0);
CREATE TABLE judgements (
	id TEXT NOT NULL, 
	rev INTEGER NOT NULL, 
	valid_from TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	about_kind TEXT NOT NULL, 
	about TEXT NOT NULL, 
	other_kind TEXT, 
	other TEXT, 
	verdict TEXT NOT NULL, 
	at TEXT NOT NULL, 
	reverses TEXT, 
	record TEXT NOT NULL, 
	CONSTRAINT pk_judgements PRIMARY KEY (id, rev), 
	CONSTRAINT uq_judgements_id UNIQUE (id), 
	CONSTRAINT fk_judgements_reverses FOREIGN KEY(reverses) REFERENCES judgements (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "judgements" VALUES('j-3252n2q5erdvvoep',1,'2026-11-27T08:24:19.057487Z','machine:resolve@1','same_incident','claim','c-4upyvp4ijlqvq22y','incident','i-1','positive','2026-01-02T03:04:05.000000Z',NULL,'{"about": {"id": "c-4upyvp4ijlqvq22y", "kind": "claim"}, "at": "2026-01-02T03:04:05+00:00", "by": "machine:resolve@1", "evidence": [], "id": "j-3252n2q5erdvvoep", "kind": "same_incident", "label": null, "method": null, "other": {"id": "i-1", "kind": "incident"}, "reason": "same place and day", "reverses": null, "score": 0.9, "standard": null, "value": null, "verdict": "positive"}');
CREATE TABLE lists (
	id TEXT NOT NULL, 
	rev INTEGER NOT NULL, 
	valid_from TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	name TEXT NOT NULL, 
	report TEXT NOT NULL, 
	extraction TEXT NOT NULL, 
	n_people INTEGER NOT NULL, 
	record TEXT NOT NULL, 
	CONSTRAINT pk_lists PRIMARY KEY (id, rev), 
	CONSTRAINT fk_lists_extraction FOREIGN KEY(extraction, report) REFERENCES extractions (id, report)
);
INSERT INTO "lists" VALUES('l-y6rdauiqpsrhcxmd',1,'2026-11-27T08:24:19.079737Z','local','morgue','sha256:f147d93fcbb9061790af6a8e3c8cc02a8e368d428c06a7e99a606fc98b0a6f51','x-gsvmasrmcmukpzwj',1,'{"columns": [], "dates": null, "duplicate_free": false, "fate": "unknown", "id": "l-y6rdauiqpsrhcxmd", "name": "morgue", "report": "sha256:f147d93fcbb9061790af6a8e3c8cc02a8e368d428c06a7e99a606fc98b0a6f51"}');
CREATE TABLE people (
	id TEXT NOT NULL, 
	rev INTEGER NOT NULL, 
	valid_from TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	extraction TEXT NOT NULL, 
	report TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	fate TEXT NOT NULL, 
	record TEXT NOT NULL, 
	CONSTRAINT pk_people PRIMARY KEY (id, rev), 
	CONSTRAINT fk_people_extraction FOREIGN KEY(extraction, report) REFERENCES extractions (id, report)
);
INSERT INTO "people" VALUES('r-6zrjuntrsnm6dm6u',1,'2026-11-27T08:24:19.047020Z','rules_en@1','x-w35x4kjzfmfcmevj','sha256:5e5ee2b3caf43ab7740a5718363fe6351fe3ded35b861153490a7be9c7bca891',58,'Ivan Petrov','killed','{"affiliation": null, "age_group": "unknown", "age_high": null, "age_low": null, "aliases": [], "anchors": [{"end": 69, "quote": "Ivan Petrov", "start": 58}], "birth": null, "death": null, "death_period": null, "death_place": null, "death_place_ref": null, "external_ids": [], "family": null, "fate": "killed", "father": null, "given": null, "grandfather": null, "home_place": null, "id": "r-6zrjuntrsnm6dm6u", "informant": null, "informant_relation": null, "informant_sensitivity": "confidential", "list_id": null, "name": "Ivan Petrov", "occupation": null, "rank": null, "report": "sha256:5e5ee2b3caf43ab7740a5718363fe6351fe3ded35b861153490a7be9c7bca891", "row": null, "sensitivity": "public", "sex": "not_recorded", "status": "not_stated"}');
INSERT INTO "people" VALUES('p-sxel5tkzyapud4yn',1,'2026-11-27T08:24:19.079572Z','local','x-gsvmasrmcmukpzwj','sha256:f147d93fcbb9061790af6a8e3c8cc02a8e368d428c06a7e99a606fc98b0a6f51',0,'Ivan Petrov','unknown','{"affiliation": null, "age_group": "unknown", "age_high": null, "age_low": 34, "aliases": [], "anchors": [{"end": 16, "quote": "Ivan Petrov | 34", "start": 0}], "birth": null, "death": null, "death_period": null, "death_place": null, "death_place_ref": null, "external_ids": [], "family": null, "fate": "unknown", "father": null, "given": null, "grandfather": null, "home_place": null, "id": "p-sxel5tkzyapud4yn", "informant": null, "informant_relation": null, "informant_sensitivity": "confidential", "list_id": "l-y6rdauiqpsrhcxmd", "name": "Ivan Petrov", "occupation": null, "rank": null, "report": "sha256:f147d93fcbb9061790af6a8e3c8cc02a8e368d428c06a7e99a606fc98b0a6f51", "row": 1, "sensitivity": "public", "sex": "not_recorded", "status": "not_stated"}');
CREATE TABLE reports (
	id TEXT NOT NULL, 
	rev INTEGER NOT NULL, 
	valid_from TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	published TEXT, 
	publisher TEXT, 
	language TEXT, 
	url TEXT, 
	stub TEXT, 
	record TEXT NOT NULL, 
	CONSTRAINT pk_reports PRIMARY KEY (id, rev), 
	CONSTRAINT fk_reports_blob FOREIGN KEY(id) REFERENCES blobs (id)
);
INSERT INTO "reports" VALUES('sha256:5e5ee2b3caf43ab7740a5718363fe6351fe3ded35b861153490a7be9c7bca891',1,'2026-11-27T08:24:18.907682Z','local','2018-02-20','An Agency','en',NULL,NULL,'{"author": null, "charset": null, "id": "sha256:5e5ee2b3caf43ab7740a5718363fe6351fe3ded35b861153490a7be9c7bca891", "kind": "news", "language": "en", "media_type": "text/plain", "notes": [], "published": "2018-02-20", "publisher": "An Agency", "retrieved_at": null, "sensitivity": "public", "size_bytes": 70, "source_name": null, "stub": null, "text": "The ministry said five people died in Khasham, among them Ivan Petrov.", "title": null, "tool": "", "url": null}');
INSERT INTO "reports" VALUES('sha256:f147d93fcbb9061790af6a8e3c8cc02a8e368d428c06a7e99a606fc98b0a6f51',1,'2026-11-27T08:24:19.068476Z','local',NULL,NULL,NULL,NULL,NULL,'{"author": null, "charset": null, "id": "sha256:f147d93fcbb9061790af6a8e3c8cc02a8e368d428c06a7e99a606fc98b0a6f51", "kind": "name_list", "language": null, "media_type": "text/plain", "notes": [], "published": null, "publisher": null, "retrieved_at": null, "sensitivity": "public", "size_bytes": 0, "source_name": "morgue.csv", "stub": null, "text": "Ivan Petrov | 34", "title": null, "tool": "", "url": null}');
CREATE TABLE runs (
	id TEXT NOT NULL, 
	rev INTEGER NOT NULL, 
	valid_from TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	command TEXT NOT NULL, 
	counts TEXT NOT NULL, 
	CONSTRAINT pk_runs PRIMARY KEY (id, rev)
);
INSERT INTO "runs" VALUES('run-r5oy73e2x2czjzcg',1,'2026-11-27T08:24:19.088549Z','local','demo','{"claims": 1}');
CREATE TRIGGER blobs_no_update BEFORE UPDATE ON blobs BEGIN SELECT RAISE(ABORT, 'append-only: a row of blobs cannot be changed'); END;
CREATE TRIGGER blobs_no_delete BEFORE DELETE ON blobs BEGIN SELECT RAISE(ABORT, 'append-only: a row of blobs cannot be deleted'); END;
CREATE TRIGGER blobs_no_replace BEFORE INSERT ON blobs WHEN EXISTS (SELECT 1 FROM blobs WHERE id = NEW.id AND rev = NEW.rev) OR EXISTS (SELECT 1 FROM blobs WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM blobs WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'append-only: a row of blobs cannot be replaced'); END;
CREATE TRIGGER reports_no_update BEFORE UPDATE ON reports BEGIN SELECT RAISE(ABORT, 'append-only: a row of reports cannot be changed'); END;
CREATE TRIGGER reports_no_delete BEFORE DELETE ON reports BEGIN SELECT RAISE(ABORT, 'append-only: a row of reports cannot be deleted'); END;
CREATE TRIGGER reports_no_replace BEFORE INSERT ON reports WHEN EXISTS (SELECT 1 FROM reports WHERE id = NEW.id AND rev = NEW.rev) OR EXISTS (SELECT 1 FROM reports WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'append-only: a row of reports cannot be replaced'); END;
CREATE TRIGGER extractions_no_update BEFORE UPDATE ON extractions BEGIN SELECT RAISE(ABORT, 'append-only: a row of extractions cannot be changed'); END;
CREATE TRIGGER extractions_no_delete BEFORE DELETE ON extractions BEGIN SELECT RAISE(ABORT, 'append-only: a row of extractions cannot be deleted'); END;
CREATE TRIGGER extractions_no_replace BEFORE INSERT ON extractions WHEN EXISTS (SELECT 1 FROM extractions WHERE id = NEW.id AND rev = NEW.rev) OR EXISTS (SELECT 1 FROM extractions WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM extractions WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM extractions WHERE report = NEW.report AND seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'append-only: a row of extractions cannot be replaced'); END;
CREATE TRIGGER claims_no_update BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'append-only: a row of claims cannot be changed'); END;
CREATE TRIGGER claims_no_delete BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'append-only: a row of claims cannot be deleted'); END;
CREATE TRIGGER claims_no_replace BEFORE INSERT ON claims WHEN EXISTS (SELECT 1 FROM claims WHERE id = NEW.id AND rev = NEW.rev) OR EXISTS (SELECT 1 FROM claims WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'append-only: a row of claims cannot be replaced'); END;
CREATE INDEX ix_claims_extraction ON claims (extraction);
CREATE TRIGGER people_no_update BEFORE UPDATE ON people BEGIN SELECT RAISE(ABORT, 'append-only: a row of people cannot be changed'); END;
CREATE TRIGGER people_no_delete BEFORE DELETE ON people BEGIN SELECT RAISE(ABORT, 'append-only: a row of people cannot be deleted'); END;
CREATE TRIGGER people_no_replace BEFORE INSERT ON people WHEN EXISTS (SELECT 1 FROM people WHERE id = NEW.id AND rev = NEW.rev) OR EXISTS (SELECT 1 FROM people WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'append-only: a row of people cannot be replaced'); END;
CREATE INDEX ix_people_extraction ON people (extraction);
CREATE TRIGGER judgements_no_update BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'append-only: a row of judgements cannot be changed'); END;
CREATE TRIGGER judgements_no_delete BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'append-only: a row of judgements cannot be deleted'); END;
CREATE TRIGGER judgements_no_replace BEFORE INSERT ON judgements WHEN EXISTS (SELECT 1 FROM judgements WHERE id = NEW.id AND rev = NEW.rev) OR EXISTS (SELECT 1 FROM judgements WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM judgements WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'append-only: a row of judgements cannot be replaced'); END;
CREATE INDEX ix_judgements_about ON judgements (about);
CREATE TRIGGER control_areas_no_update BEFORE UPDATE ON control_areas BEGIN SELECT RAISE(ABORT, 'append-only: a row of control_areas cannot be changed'); END;
CREATE TRIGGER control_areas_no_delete BEFORE DELETE ON control_areas BEGIN SELECT RAISE(ABORT, 'append-only: a row of control_areas cannot be deleted'); END;
CREATE TRIGGER control_areas_no_replace BEFORE INSERT ON control_areas WHEN EXISTS (SELECT 1 FROM control_areas WHERE id = NEW.id AND rev = NEW.rev) OR EXISTS (SELECT 1 FROM control_areas WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'append-only: a row of control_areas cannot be replaced'); END;
CREATE TRIGGER runs_no_update BEFORE UPDATE ON runs BEGIN SELECT RAISE(ABORT, 'append-only: a row of runs cannot be changed'); END;
CREATE TRIGGER runs_no_delete BEFORE DELETE ON runs BEGIN SELECT RAISE(ABORT, 'append-only: a row of runs cannot be deleted'); END;
CREATE TRIGGER runs_no_replace BEFORE INSERT ON runs WHEN EXISTS (SELECT 1 FROM runs WHERE id = NEW.id AND rev = NEW.rev) OR EXISTS (SELECT 1 FROM runs WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'append-only: a row of runs cannot be replaced'); END;
CREATE TRIGGER lists_no_update BEFORE UPDATE ON lists BEGIN SELECT RAISE(ABORT, 'append-only: a row of lists cannot be changed'); END;
CREATE TRIGGER lists_no_delete BEFORE DELETE ON lists BEGIN SELECT RAISE(ABORT, 'append-only: a row of lists cannot be deleted'); END;
CREATE TRIGGER lists_no_replace BEFORE INSERT ON lists WHEN EXISTS (SELECT 1 FROM lists WHERE id = NEW.id AND rev = NEW.rev) OR EXISTS (SELECT 1 FROM lists WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'append-only: a row of lists cannot be replaced'); END;
COMMIT;
